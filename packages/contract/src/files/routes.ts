import { z } from 'zod'
import { otherEndpoints } from '../endpoints.ts'
import { fileRef, id } from '../primitives.ts'
import type { Route } from '../route.ts'

/** Where the browser itself asks (a stream, a picture) it sends no headers of ours: there the organisation stands in the address. */
const organisationQuery = z.object({ organisation: id.optional() })

/** Routes whose body or answer is no JSON: a photo sent (multipart, field `file`), a photo read, and the stream of events. */
export const otherRoutes = {
  addFile: {
    ...otherEndpoints.addFile,
    access: 'handleIncidents',
    summary: {
      ru: 'Загрузить снимок: multipart/form-data, поле file, до 10 МБ',
      en: 'Upload a photograph: multipart/form-data, field "file", up to 10 MB',
    },
    response: fileRef,
  },
  file: {
    ...otherEndpoints.file,
    access: 'signed-in',
    summary: { ru: 'Файл по хешу его содержимого', en: 'A file by the hash of its content' },
    params: z.object({ id: fileRef.shape.id }),
    query: organisationQuery,
  },
  stream: {
    ...otherEndpoints.stream,
    access: 'signed-in',
    summary: { ru: 'Изменения по мере их появления, text/event-stream', en: 'Live changes, text/event-stream' },
    query: organisationQuery,
  },
} as const satisfies Record<keyof typeof otherEndpoints, Omit<Route, 'response'> & Partial<Pick<Route, 'response'>>>
