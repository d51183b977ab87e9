import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Route, routes } from '@otklik/contract'
import { catalogue } from '../src/http/problems.ts'
import { openTown, type Town } from './town.ts'

type Operation = {
  operationId: string
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { content: Record<string, unknown> }
  security?: object[]
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { securitySchemes: object; schemas: { Problem: object } } }

const reference = { $ref: '#/components/schemas/Problem' }

let town: Town
let document: Document
let operations: { path: string; method: string; operation: Operation }[]
const named = (name: string): Operation => operations.find(({ operation }) => operation.operationId === name)!.operation
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  document = await town.nobody().get<Document>('/api/openapi.json')
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})
afterAll(() => town.close())

describe('the description of the API', () => {
  it('says of every route which errors it answers with, by status and code', () => {
    expect(operations.length).toBeGreaterThanOrEqual(Object.keys(routes).length + 5)
    for (const { operation } of operations) {
      const { operationId, responses } = operation
      for (const status of ['400', '500', '503', 'default'])
        expect([operationId, Object.keys(responses)]).toEqual([operationId, expect.arrayContaining([status])])
      for (const [status, { description, content }] of Object.entries(responses)) {
        const codes = [...description.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code as keyof typeof catalogue)
        const wrong = codes.filter((code) => catalogue[code].status !== Number(status))
        expect([operationId, status, wrong]).toEqual([operationId, status, []])
        const schema = content?.['application/problem+json']?.schema
        expect([operationId, status, schema]).toEqual([
          operationId,
          status,
          codes.length > 0 || status === 'default' ? reference : undefined,
        ])
      }
    }
  })

  it('names every error of the catalogue somewhere', () => {
    const text = JSON.stringify(operations)
    expect(Object.keys(catalogue).filter((code) => !text.includes(`\`${code}\``))).toEqual([])
  })

  it('says who may call a route, and where the key of a press belongs', () => {
    expect(document.components.securitySchemes).toHaveProperty(['session', 'in'], 'cookie')
    for (const [name, route] of Object.entries<Route>(routes)) {
      const { security, parameters = [], responses } = named(name)
      expect([name, security]).toEqual([name, route.access === 'public' ? [] : [{ session: [] }]])
      expect([name, '401' in responses]).toEqual([name, route.access !== 'public' || name === 'signIn'])
      const key = parameters.find((each) => each.in === 'header' && each.name === 'Idempotency-Key')
      expect([name, key?.required]).toEqual([name, route.idempotent === true ? name === 'command' : undefined])
    }
  })

  it('says what goes in and comes out beside the contract', () => {
    expect(named('addFile').requestBody?.content).toHaveProperty('multipart/form-data')
    expect(named('networkEvent').requestBody?.content).toHaveProperty('*/*')
    expect(named('file').responses['200']?.content).toHaveProperty('image/jpeg')
    expect(named('file').responses).toHaveProperty('304')
    expect(named('stream').responses['200']?.content).toHaveProperty('text/event-stream')
    const bodiless = operations.filter(({ method, operation }) => ['post', 'put'].includes(method) && operation.requestBody === undefined)
    const unspoken = ['alterationSeen', 'checkAccount', 'markRead', 'retryUnhandled']
    expect(bodiless.map(({ operation }) => operation.operationId).toSorted()).toEqual(unspoken)
  })

  it('describes a real error', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const validate = ajv.compile(document.components.schemas.Problem)
    const said: unknown = await (await town.nobody().send('GET', '/api/session')).json()
    expect([validate(said), validate.errors]).toEqual([true, null])
  })
})
