/**
 * Open alarms outside the page: in the title of the window, and, where somebody asked for it on this device, as a notice of the system.
 * The relay knows of no alarm and can wake nobody: this holds only while Pergola is open and unlocked here. The notice says
 * nothing of whom or what; it works without a network.
 */
import { useEffect, useRef } from 'react'
import { markWindow } from '../components/windowTitle.ts'
import { useQuery } from '../data/index.ts'
import { useT } from '../i18n/index.ts'

const KEY = 'pergola.alarms'
const TAG = 'pergola-alarm'

/** Kept in the browser: that somebody wants to be told is no secret. */
export const readWanted = (): boolean => localStorage.getItem(KEY) === 'on'
export const keepWanted = (wanted: boolean): void => (wanted ? localStorage.setItem(KEY, 'on') : localStorage.removeItem(KEY))

export const canNotify = (): boolean => 'Notification' in globalThis

/** Whether there is one that was not there before. */
export const rings = (before: ReadonlySet<string>, now: readonly string[]): boolean => now.some((alarm) => !before.has(alarm))

/** Says it once for all that is open: a later one takes the place of the one before. */
const notify = async (title: string, body: string): Promise<void> => {
  const said = { body, tag: TAG, renotify: true, requireInteraction: true, icon: '/icon-192.png' }
  const worker = await navigator.serviceWorker?.getRegistration()
  // Telephones know notices of a service worker only.
  if (worker) await worker.showNotification(title, said)
  else new Notification(title, { body, tag: TAG }).onclick = () => window.focus()
}

const putAway = async (): Promise<void> => {
  const worker = await navigator.serviceWorker?.getRegistration()
  for (const notice of (await worker?.getNotifications({ tag: TAG })) ?? []) notice.close()
}

/** Above every page of an unlocked client. */
export const useAlarms = (): void => {
  const t = useT()
  const now = useQuery('ringing', {}).value
  const before = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (now === null) return
    markWindow(now.length)
    const mayNotify = readWanted() && canNotify() && Notification.permission === 'granted'
    if (mayNotify && rings(before.current, now)) void notify(t('frame.alarm.title'), t('frame.alarm.body')).catch(() => undefined)
    if (now.length === 0) void putAway().catch(() => undefined)
    before.current = new Set(now)
  }, [now, t])
  // Locked, nothing is known any more.
  useEffect(() => () => markWindow(0), [])
}
