interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** Under Trusted Types a worker's address must be vouched for. This policy vouches for our own origin and nothing else. */
const policy = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('pergola', {
  createScriptURL: (url) => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError('Not our own script')
    return url
  },
})

/** A script address that the browser accepts for a worker. Typed as a string, as the DOM library still has it. */
export const trustedUrl = (url: string): string => policy?.createScriptURL(url) ?? url
