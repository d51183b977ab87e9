/** VK's words for its error codes, as far as the simulator uses them. */
const words: Readonly<Record<number, string>> = {
  1: 'Unknown error occurred',
  3: 'Unknown method passed',
  5: 'User authorization failed: invalid access_token (4).',
  6: 'Too many requests per second',
  8: 'Invalid request',
  9: 'Flood control',
  10: 'Internal server error',
  14: 'Captcha needed',
  15: 'Access denied',
  27: 'Group authorization failed: method is unavailable with group auth.',
  28: 'Application authorization failed: method is unavailable with service token.',
  29: 'Rate limit reached',
  36: 'Method execution was interrupted due to timeout',
  100: 'One of the parameters specified was missing or invalid',
  113: 'Invalid user id',
  114: 'Invalid album id',
  118: 'Invalid server',
  121: 'Invalid hash',
  122: 'Invalid photo',
  210: "Access to wall's post denied",
  211: "Access to wall's comment denied",
  212: 'Access to post comments denied',
  213: 'Access to status replies denied',
  214: 'Access to adding post denied',
}

/** The pretended VK refuses; comes out with HTTP 200 and `error`, as VK does it. */
export class Refusal extends Error {
  readonly code: number

  constructor(code: number, detail = '') {
    super(`${words[code] ?? 'Error'}${detail === '' ? '' : `: ${detail}`}`)
    this.code = code
  }
}
