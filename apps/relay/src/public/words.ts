/** The few words of the public page that no organisation wrote. */
export interface Words {
  readonly language: 'en' | 'ar'
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  readonly lead: string
  readonly none: string
  readonly services: string
  readonly calls: string
  readonly kinds: string
  readonly areas: string
  readonly languages: string
  readonly eligibility: string
  readonly application: string
  readonly checked: string
  readonly closes: string
  readonly website: string
  readonly closed: string
  readonly paused: string
  readonly published: string
  readonly all: string
  readonly machine: string
}

const ENGLISH: Words = {
  language: 'en',
  direction: 'ltr',
  title: 'Who can help',
  lead: 'What organisations in this network chose to say to everyone. Each wrote and signed its own part.',
  none: 'No organisation has published anything.',
  services: 'Services',
  calls: 'Open calls',
  kinds: 'Kind of support',
  areas: 'For people in',
  languages: 'Languages',
  eligibility: 'For whom',
  application: 'How to ask',
  checked: 'Checked on',
  closes: 'Last day',
  website: 'Website',
  closed: 'closed',
  paused: 'closed for now',
  published: 'Published',
  all: 'All organisations',
  machine: 'For programs: HSDS, feed, calendar',
}

const ARABIC: Words = {
  language: 'ar',
  direction: 'rtl',
  title: 'من يستطيع المساعدة',
  lead: 'ما اختارت منظمات هذه الشبكة أن تقوله للجميع. كتبت كل منظمة جزءها ووقّعته.',
  none: 'لم تنشر أي منظمة شيئًا.',
  services: 'الخدمات',
  calls: 'الدعوات المفتوحة',
  kinds: 'نوع الدعم',
  areas: 'للناس في',
  languages: 'اللغات',
  eligibility: 'لمن',
  application: 'كيف يُطلب',
  checked: 'تُحقِّق منه في',
  closes: 'آخر يوم',
  website: 'الموقع',
  closed: 'مغلقة',
  paused: 'متوقفة مؤقتًا',
  published: 'نُشر',
  all: 'كل المنظمات',
  machine: 'للبرامج: HSDS وموجز وتقويم',
}

/** By the first language that the browser asks for and we have. */
export const wordsFor = (acceptLanguage: string | undefined): Words => {
  const asked = (acceptLanguage ?? '').slice(0, 200).split(',')
  const first = asked.map((one) => one.trim().slice(0, 2).toLowerCase()).find((one) => one === 'en' || one === 'ar')
  return first === 'ar' ? ARABIC : ENGLISH
}
