/** Alerts in the demo's intakes: written without an account, sealed by the same core code as the intake page. */
import { Letterbox, type Letter } from '../intake/letterbox.ts'
import { nodeCrypto, nodeTransport } from '../ports/nodePorts.ts'
import type { OrgKey } from './cast.ts'
import type { GatheredOrg, Tell } from './gather.ts'

interface Intake {
  readonly org: OrgKey
  readonly intro: string
  readonly languages: readonly string[]
  readonly letters: readonly DemoLetter[]
}

interface DemoLetter {
  readonly letter: Letter
  readonly then: 'waits' | 'answered' | 'wrote_again' | 'case' | 'declined'
}

const letter = (
  text: string,
  language: string,
  then: DemoLetter['then'] = 'waits',
  reach = '',
  files: Letter['files'] = [],
): DemoLetter => ({
  letter: { text, language, reach, files },
  then,
})

const note = (name: string, text: string): Letter['files'][number] => ({
  name,
  type: 'text/plain',
  content: new TextEncoder().encode(`${text}\n(Invented for the demo.)\n`),
})

export const INTAKES: readonly Intake[] = [
  {
    org: 'riverbank',
    intro:
      'Four people of the Riverbank Defenders Group read what you write here, mostly within a day. Do not write names of others who did not ask you to.',
    languages: ['en', 'sw'],
    letters: [
      letter(
        'They came to the shop again and asked where my husband sleeps. He has not spoken on the radio since March. I have two girls in the house. What can we do tonight?',
        'en',
        'waits',
        'My sister, she passes every evening',
        [note('what-they-said.txt', 'Three men, white pickup, between six and seven.')],
      ),
      letter('Jina langu sitaandika. Tulipinga machimbo, sasa kuna orodha ya majina kwenye ukuta wa soko. La kwangu lipo.', 'sw'),
      letter(
        'I teach at the secondary school near the quarry. After the petition I was moved to another district with two days of notice. A colleague was beaten. I think I am next.',
        'en',
        'wrote_again',
      ),
      letter(
        'You helped my cousin last year. Is it possible to get a lawyer for a hearing on Thursday? The charge is incitement.',
        'en',
        'answered',
      ),
      letter(
        'We are five rangers of the community forest. One was shot at on Sunday and lives. The families want to leave the valley for some weeks.',
        'en',
        'case',
        '+254 700 000 000 (invented)',
        [note('sunday.txt', 'Path above the second bridge, about five in the morning.')],
      ),
    ],
  },
  {
    org: 'ceiba',
    intro: 'Leemos esto tres compañeras. Respondemos aquí mismo; guarda la frase.',
    languages: ['es'],
    letters: [
      letter('Anoche cortaron la luz y rodearon la casa comunal. Somos doce, hay niños. Ya llamamos y nadie viene.', 'es'),
      letter(
        'Soy del comité de agua. Me citaron a declarar por “usurpación”. No tengo abogada y la audiencia es en nueve días.',
        'es',
        'answered',
      ),
    ],
  },
  {
    org: 'qanat',
    intro: 'Deux avocates lisent ces messages. لا تكتبوا أسماء من لم يطلب ذلك.',
    languages: ['ar', 'fr', 'en'],
    letters: [
      letter('أخي موقوف منذ يومين ولا نعرف أين. كان يصوّر الاحتجاج أمام المحكمة. أمي مريضة ولا أريد أن تعرف.', 'ar'),
      letter(
        'Mon téléphone s’allume tout seul la nuit et des gens connaissent mes rendez-vous. Je suis la porte-parole du collectif des familles.',
        'fr',
        'wrote_again',
      ),
      letter('I was told you can find a doctor who does not ask for papers. My hand is broken since the demonstration.', 'en'),
    ],
  },
  {
    org: 'neem',
    intro: 'Three of us read this. We answer in English, Nepali or Bangla.',
    languages: ['en', 'ne', 'bn'],
    letters: [
      letter('The landlord was visited and wants us out by Friday. We are two women and a child; our office is in the same house.', 'en'),
      letter('Is this the place for help with a visa to study?', 'en', 'declined'),
    ],
  },
  {
    org: 'steppe',
    intro: 'Нас двое. Пишите коротко, без чужих имён.',
    languages: ['ru', 'ky', 'en'],
    letters: [letter('Меня вызвали на «беседу» третий раз за неделю. После статьи о карьере. Адвоката не пускают.', 'ru')],
  },
  {
    org: 'noord',
    intro: 'Requests for a place come through organisations; if you have nobody, write here and we will find someone with you.',
    languages: ['en', 'fr', 'nl'],
    letters: [
      letter('A friend stayed with you in spring. I have to leave within two weeks, with my son who is seven. Whom should I ask?', 'en'),
    ],
  },
]

const ANSWER =
  'Thank you for writing. Two of us have read this. Please stay where you are tonight, and tell us here: who knows where you are, and is there a phone we may call?'
const AGAIN = 'Only my mother knows. No phone please. There was another car this morning.'
const REDIRECT = 'We are sorry, this is not what we can help with. The university’s office for visitors answers such questions.'

export const sendAlerts = async (relay: string, orgs: ReadonlyMap<OrgKey, GatheredOrg>, tell: Tell): Promise<void> => {
  const all = INTAKES.flatMap(({ letters }) => letters).length
  let done = 0
  const openAndReceive = async ({ org, intro, languages, letters }: Intake): Promise<void> => {
    const here = orgs.get(org)!
    await here.steward.run('openIntake', { intro, languages })
    const box = new Letterbox(nodeTransport(relay), nodeCrypto(), here.org, Date.now)
    for (const one of letters) {
      await receive(here, box, one)
      tell(++done, all)
    }
  }
  await Promise.all(INTAKES.map(openAndReceive))
}

const receive = async ({ officer }: GatheredOrg, box: Letterbox, { letter: written, then }: DemoLetter): Promise<void> => {
  const receipt = await box.write(written, 'words')
  const opening = written.text.slice(0, 40)
  const find = async () =>
    (await officer.sees('alerts', {}, (rows) => rows.some(({ firstLine }) => firstLine.startsWith(opening)))).find(({ firstLine }) =>
      firstLine.startsWith(opening),
    )!
  const { id } = await find()
  if (then === 'answered' || then === 'wrote_again') await officer.run('replyToAlert', { id, text: ANSWER })
  if (then === 'wrote_again') await box.write({ ...written, text: AGAIN, files: [] }, 'words', receipt)
  if (then === 'declined') await officer.run('declineAlert', { id, text: REDIRECT })
  if (then === 'case') await officer.run('caseFromAlert', { id, pseudonym: 'Second Bridge', country: 'KE', urgency: 'hours' })
}
