/** The title of the window: where one is, and before it how many alarms are open, for whoever looks at another tab. */
let place = ''
let alarms = 0

const show = (): void => {
  document.title = titleOf(place, alarms)
}

export const titleOf = (where: string, count: number): string => (count > 0 ? `(${count}) ${where}` : where)

export const nameWindow = (title: string): void => {
  place = title
  show()
}

/** The number alone: nothing of what it is about. */
export const markWindow = (count: number): void => {
  alarms = count
  show()
  const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.()
  void badge?.catch(() => undefined)
}
