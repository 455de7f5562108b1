import { useHashLocation } from 'wouter/use-hash-location'

/** Where one is: the part of the address after `#`, without what a page keeps for itself after `?`, such as the filters of a list. */
export const usePlaceLocation = (options?: { ssrPath?: string }): ReturnType<typeof useHashLocation> => {
  const [location, navigate] = useHashLocation(options)
  return [location.split('?')[0] ?? location, navigate]
}
usePlaceLocation.hrefs = (href: string): string => `#${href}`
