/** What every answer says to a browser: nothing from elsewhere, nothing inline, nothing told to others, no cookies. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types pergola',
].join('; ')

const CLOSED_FEATURES = [
  'camera',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'serial',
  'bluetooth',
  'browsing-topics',
  'display-capture',
]
/** The camera reads a QR code when another device is approved. */
const PERMISSIONS = CLOSED_FEATURES.map((feature) => `${feature}=${feature === 'camera' ? '(self)' : '()'}`).join(', ')

const TWO_YEARS_SECONDS = 63_072_000

/** `tls`: the relay is reached by https, so browsers are told to insist on it. */
export const securityHeaders = (tls: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': CONTENT_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': PERMISSIONS,
  ...(tls ? { 'strict-transport-security': `max-age=${TWO_YEARS_SECONDS}; includeSubDomains` } : {}),
})
