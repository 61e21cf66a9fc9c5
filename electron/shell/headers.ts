/**
 * What a response is, as far as its headers go. `script` also stands for a worker's script, which brings a policy of
 * its own; `file` is anything else that the page loads; `evidence` came from outside and is never trusted;
 * `rendered` is the frame that a document is shown in.
 */
export type Kind =
  | { readonly kind: 'page'; readonly nonce: string }
  | { readonly kind: 'script' }
  | { readonly kind: 'file' }
  | { readonly kind: 'evidence' }
  | { readonly kind: 'rendered'; readonly nonce: string };

/** The page may copy text and fill the screen. Every other power that a browser has is turned off. */
const powers = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  'clipboard-read=()',
  'clipboard-write=(self)',
  'display-capture=()',
  'encrypted-media=()',
  'fullscreen=(self)',
  'geolocation=()',
  'gyroscope=()',
  'hid=()',
  'idle-detection=()',
  'local-fonts=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'picture-in-picture=()',
  'publickey-credentials-get=()',
  'screen-wake-lock=()',
  'serial=()',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ');

/**
 * The content security policy of a response.
 * - pdf.js draws fonts from bytes (`new FontFace(name, bytes)`), which no directive governs: fonts need no `data:`.
 * - pdf.js decodes scans with WebAssembly in its worker, and a worker goes by the policy its own script came with: so
 *   `wasm-unsafe-eval` stands on scripts alone, and the page itself can compile nothing.
 * - The nonce is for the one style that react-aria puts into the page (react-aria, usePress).
 */
export function contentPolicy(what: Kind): string {
  switch (what.kind) {
    case 'page':
      return [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${what.nonce}'`,
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "base-uri 'none'",
      ].join('; ');
    case 'script':
      return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'";
    case 'file':
      return "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    case 'evidence':
      return "sandbox; default-src 'none'; frame-ancestors 'self'";
    case 'rendered':
      // The same origin, so that the window can mark passages in it; without scripts, so that it can do nothing itself.
      return [
        'sandbox allow-same-origin',
        "default-src 'none'",
        'img-src data:',
        `style-src 'nonce-${what.nonce}'`,
        "frame-ancestors 'self'",
        "form-action 'none'",
        "base-uri 'none'",
      ].join('; ');
  }
}

/** Every header that keeps a response in its place, in lower case. Type, length and caching are the handler's. */
export function securityHeaders(what: Kind): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(what),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': powers,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
