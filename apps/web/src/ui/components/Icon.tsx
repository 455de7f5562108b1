import styles from './Icon.module.css'

/** Drawn for Pergola on a 20 px grid with one stroke. Icons stand only beside words, so they are hidden from screen readers. */
const PATHS = {
  pergola: 'M2 6.5h16M3.5 3.5v3M8 3.5v3M12 3.5v3M16.5 3.5v3M5 6.5V17M15 6.5V17',
  today: 'M4 4.5h12v12H4zM4 8h12M7.5 2.5v3M12.5 2.5v3M7.5 12.2l1.8 1.8 3.4-3.6',
  alerts: 'M3 5h14v10.5H3zM3.3 5.4 10 11l6.7-5.6',
  cases: 'M3 5.5h5l1.5 2H17v9H3zM6.5 11h7M6.5 13.8h4.5',
  relay: 'M3 5.5h7M7 10h7M11 14.5h6M10 5.5v0M3 5.5v0',
  directory: 'M5 3.5h11v13H5a1.8 1.8 0 0 1 0-3.6h11M5 3.5a1.8 1.8 0 0 0-1.8 1.8v9.4M8 7h5',
  network:
    'M10 7.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2M4.5 16.8a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2M15.5 16.8a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2M9 7l-3.4 5.8M11 7l3.4 5.8M6.7 14.7h6.6',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M13 13l4 4',
  lock: 'M5 9.5h10v7H5zM7 9.5V6.8a3 3 0 0 1 6 0v2.7',
  exit: 'M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  command: 'M4 6.5 7.5 10 4 13.5M10 14h6',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.5 8 14.5 16 5.5',
  down: 'M5 7.5l5 5 5-5',
  next: 'M7.5 5l5 5-5 5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  question: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M8 8.200a2 2 0 1 1 2.900 1.800c-.6.3-.9.700-.9 1.300v.300M10 13.900v.1',
  warning: 'M10 3.5 18 16.5H2zM10 8.5v3.5M10 14.4v.1',
  cloud_off: 'M3 3l14 14M7.2 6.2A4.4 4.4 0 0 1 14 9h.6a3 3 0 0 1 1.9 5.3M13 15H5.6a3 3 0 0 1-.4-6',
  sent: 'M3 10.5 6.5 14 11 8.5M9.5 13l1 1L17 6.5',
  pending: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4l2.6 2',
  conflict: 'M6 3.5v9a3 3 0 0 0 3 3h5M14 3.5v4a3 3 0 0 1-3 3H6M12 13.5l2 2-2 2',
  forbidden: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M5.2 5.2l9.6 9.6',
  gone: 'M4 10h12M13 7l3 3-3 3M4 4v12',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  print: 'M6 7.5v-4h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8v5H6z',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4 17c.4-3.2 2.8-5 6-5s5.6 1.8 6 5',
  device: 'M6 3h8v14H6zM9 14.5h2',
  shield: 'M10 3l6 2v5c0 3.5-2.5 5.8-6 7-3.5-1.2-6-3.5-6-7V5zM7.3 10l2 2 3.5-3.8',
  file: 'M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.700a3 3 0 0 0-4.3-4.300l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.700a3 3 0 0 0 4.3 4.300l1-1',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name, size = 20 }: { readonly name: IconName; readonly size?: 16 | 20 | 24 | 32 }) => (
  <svg
    className={name === 'next' || name === 'gone' || name === 'exit' ? styles.mirrored : styles.icon}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    aria-hidden="true"
    focusable="false"
  >
    <path d={PATHS[name]} />
  </svg>
)
