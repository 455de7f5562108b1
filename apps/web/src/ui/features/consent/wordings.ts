/**
 * What to read to somebody before they answer, one plain text for each scope, in four languages. It says what would happen, what
 * would not, and that no is a good answer too. An officer may change every word; what was read is kept with the answer.
 */
import type { ConsentScope } from './answers.ts'

export const WORDING_LANGUAGES = ['en', 'ar', 'es', 'fr'] as const
export type WordingLanguage = (typeof WORDING_LANGUAGES)[number]

export const isWordingLanguage = (language: string): language is WordingLanguage =>
  (WORDING_LANGUAGES as readonly string[]).includes(language)

type Wordings = Readonly<Record<ConsentScope, string>>

const EN: Wordings = {
  record:
    'We would like to write down what you tell us in a sealed file. Only our organisation can open it. You can say no, and you can ask us later to stop. May we keep it?',
  share_named_org:
    'We would like to show your file to one organisation, which we name to you now, so that it can help you. It can read what we write from then on, until you or we stop it. What it has read by then, it knows. May we?',
  share_network:
    'We would like to ask other organisations of our network whether they can help. They see what kind of help is needed, from when to when, and the region. They do not see your name or where you are. May we?',
  referral:
    'We would like to put you in touch with somebody outside our network who offers the help you need. They learn what you need and how to reach you through us. May we?',
  contact_family: 'If we cannot reach you, we would like to speak to a person you choose. Whom may we call, and what may we say?',
  un_government:
    'The United Nations can send a letter about what happened to you to the government, or to others who are responsible. Your name and what happened would be in it. The government will know that you, or somebody for you, has spoken. This can help, and it can put you at risk. Do you agree?',
  un_public:
    'After some weeks the United Nations may publish that letter, in reports and on the internet, with your name. Anybody can read it then, and it cannot be taken back. Do you agree?',
  reprisals_report:
    'Each year the Secretary-General reports on people who were punished because they worked with the United Nations. Your case could be in it, with your name or without. It is public and stays public. Do you understand the risks, and do you agree?',
  appeal_anonymous:
    'We would like to call publicly for your protection, without your name and without anything by which you can be recognised. People close to you may still guess who it is. Do you agree?',
  appeal_named:
    'We would like to call publicly for your protection with your name. Everybody can read it, those who threaten you too, and it cannot be taken back. Do you agree?',
  media:
    'Journalists may ask about you. We would like to give them your name or a picture of you. What they make of it is up to them, and it cannot be taken back. Do you agree?',
  diplomatic: 'We would like to tell embassies what happened to you, so that they can speak to the government or visit you. Do you agree?',
  statistics:
    'We would like to count your case in our figures: how many people, what kind of threat, what kind of help. Nobody can be recognised in them. Do you agree?',
  research:
    'People who study how defenders are protected may ask us for what we have learned. They would get it without your name and without anything by which you can be recognised. Do you agree?',
}

/** Addressed so that every word is right for a woman and for a man. */
const AR: Wordings = {
  record: 'نود أن نكتب كلامك في ملف مختوم لا تفتحه إلا منظمتنا. لك أن ترفض ذلك بلا أي عتب، ولك أن توقفه لاحقًا متى شئت. هل لنا أن نحتفظ به؟',
  share_named_org:
    'نود أن نطلع منظمة واحدة، نذكر لك اسمها الآن، على ملفك كي تساعدك. تستطيع أن تقرأ ما نكتبه من ذلك الحين إلى أن ينتهي ذلك بطلب منك أو بقرار منا. وما قرأته حتى ذلك الوقت فقد عرفته. هل لنا ذلك؟',
  share_network:
    'نود أن نسأل منظمات أخرى في شبكتنا هل تستطيع المساعدة. ترى نوع المساعدة المطلوبة ومن متى إلى متى والمنطقة، ولا ترى اسمك ولا مكانك. هل لنا ذلك؟',
  referral: 'نود أن نصلك بجهة خارج شبكتنا تقدم المساعدة اللازمة لك. ستعرف ما يلزمك وكيف تصل إليك عن طريقنا. هل لنا ذلك؟',
  contact_family: 'إن لم نستطع الوصول إليك، نود أن نتحدث إلى شخص من اختيارك. بمن نتصل، وماذا يجوز لنا أن نقول؟',
  un_government:
    'تستطيع الأمم المتحدة أن ترسل رسالة عمّا حدث لك إلى الحكومة أو إلى غيرها من المسؤولين، وفيها اسمك وما حدث. ستعرف الحكومة أن الكلام جاء منك أو من أحد عنك. قد يفيد ذلك وقد يعرضك للخطر. هل لنا موافقتك؟',
  un_public:
    'بعد أسابيع قد تنشر الأمم المتحدة تلك الرسالة باسمك في تقاريرها وعلى الإنترنت. حينها يقرؤها أي أحد، ولا يمكن سحبها. هل لنا موافقتك؟',
  reprisals_report:
    'يقدم الأمين العام كل عام تقريرًا عن أشخاص عوقبوا لأنهم تعاونوا مع الأمم المتحدة. قد تُذكر حالتك فيه باسمك أو بدونه. وهو علني ويبقى علنيًا. هل المخاطر واضحة لك، وهل لنا موافقتك؟',
  appeal_anonymous: 'نود أن نطالب علنًا بحمايتك، دون اسمك ودون أي شيء يدل عليك. وقد يخمّن القريبون منك من المقصود. هل لنا موافقتك؟',
  appeal_named: 'نود أن نطالب علنًا بحمايتك باسمك. يقرأ ذلك الجميع، ومنهم مصدر التهديد، ولا يمكن سحبه. هل لنا موافقتك؟',
  media: 'قد يسأل الصحفيون عنك. نود أن نعطيهم اسمك أو صورتك. وما يصنعونه بذلك أمر يعود إليهم، ولا يمكن سحبه. هل لنا موافقتك؟',
  diplomatic: 'نود أن نخبر السفارات بما حدث لك، كي تكلّم الحكومة في ذلك أو يزورك أحد منها. هل لنا موافقتك؟',
  statistics: 'نود أن نحسب حالتك في أرقامنا: كم شخصًا، وأي نوع من التهديد، وأي نوع من المساعدة. ولا يُعرف فيها أحد. هل لنا موافقتك؟',
  research: 'قد يسألنا باحثون في حماية المدافعين عمّا تعلمناه. يحصلون عليه دون اسمك ودون أي شيء يدل عليك. هل لنا موافقتك؟',
}

const ES: Wordings = {
  record:
    'Nos gustaría escribir en un expediente sellado lo que usted nos cuenta. Solo nuestra organización puede abrirlo. Puede decir que no, y puede pedirnos más adelante que dejemos de hacerlo. ¿Podemos guardarlo?',
  share_named_org:
    'Nos gustaría mostrar su expediente a una sola organización, cuyo nombre le decimos ahora, para que pueda ayudarle. Podrá leer lo que escribamos desde entonces, hasta que usted o nosotros lo terminemos. Lo que haya leído hasta ese momento, ya lo sabrá. ¿Nos da permiso?',
  share_network:
    'Nos gustaría preguntar a otras organizaciones de nuestra red si pueden ayudar. Verán qué tipo de ayuda hace falta, desde cuándo y hasta cuándo, y la región. No verán su nombre ni dónde está. ¿Nos da permiso?',
  referral:
    'Nos gustaría ponerle en contacto con alguien fuera de nuestra red que ofrece la ayuda que necesita. Sabrá qué necesita y cómo comunicarse con usted a través de nosotros. ¿Nos da permiso?',
  contact_family:
    'Si no logramos comunicarnos con usted, nos gustaría hablar con una persona que usted elija. ¿A quién podemos llamar y qué podemos decir?',
  un_government:
    'Las Naciones Unidas pueden enviar una carta al Gobierno, o a otros responsables, sobre lo que le ocurrió a usted. En ella estarán su nombre y los hechos. El Gobierno sabrá que usted, o alguien por usted, ha hablado. Esto puede ayudar y también puede ponerle en riesgo. ¿Está de acuerdo?',
  un_public:
    'Después de unas semanas, las Naciones Unidas pueden publicar esa carta con su nombre, en informes y en internet. Entonces cualquiera podrá leerla, y ya no se podrá retirar. ¿Está de acuerdo?',
  reprisals_report:
    'Cada año el Secretario General informa sobre personas castigadas por cooperar con las Naciones Unidas. Su caso podría aparecer, con su nombre o sin él. El informe es público y lo seguirá siendo. ¿Comprende los riesgos y está de acuerdo?',
  appeal_anonymous:
    'Nos gustaría pedir públicamente su protección, sin su nombre y sin nada por lo que se le pueda reconocer. Quienes le conocen de cerca quizá adivinen de quién se trata. ¿Está de acuerdo?',
  appeal_named:
    'Nos gustaría pedir públicamente su protección con su nombre. Podrá leerlo todo el mundo, también quienes le amenazan, y ya no se podrá retirar. ¿Está de acuerdo?',
  media:
    'Es posible que periodistas pregunten por usted. Nos gustaría darles su nombre o una foto suya. Lo que hagan con eso lo deciden ellos, y ya no se podrá retirar. ¿Está de acuerdo?',
  diplomatic:
    'Nos gustaría informar a algunas embajadas de lo que le ocurrió, para que hablen con el Gobierno o le visiten. ¿Está de acuerdo?',
  statistics:
    'Nos gustaría incluir su caso en nuestras cifras: cuántas personas, qué tipo de amenaza, qué tipo de ayuda. En ellas no se puede reconocer a nadie. ¿Está de acuerdo?',
  research:
    'Quienes estudian cómo se protege a las personas defensoras pueden pedirnos lo que hemos aprendido. Lo recibirían sin su nombre y sin nada por lo que se le pueda reconocer. ¿Está de acuerdo?',
}

const FR: Wordings = {
  record:
    'Nous voudrions noter ce que vous nous dites dans un dossier scellé. Seule notre organisation peut l’ouvrir. Vous pouvez dire non, et vous pouvez nous demander plus tard d’arrêter. Pouvons-nous le garder ?',
  share_named_org:
    'Nous voudrions montrer votre dossier à une seule organisation, dont nous vous disons maintenant le nom, pour qu’elle puisse vous aider. Elle pourra lire ce que nous écrirons à partir de là, jusqu’à ce que vous ou nous y mettions fin. Ce qu’elle aura lu d’ici là, elle le saura. Nous le permettez-vous ?',
  share_network:
    'Nous voudrions demander à d’autres organisations de notre réseau si elles peuvent aider. Elles verront quel type d’aide il faut, de quand à quand, et la région. Elles ne verront ni votre nom ni où vous êtes. Nous le permettez-vous ?',
  referral:
    'Nous voudrions vous mettre en contact avec quelqu’un hors de notre réseau qui offre l’aide dont vous avez besoin. Cette personne saura ce qu’il vous faut et comment vous joindre par notre intermédiaire. Nous le permettez-vous ?',
  contact_family:
    'Si nous n’arrivons pas à vous joindre, nous voudrions parler à une personne que vous choisissez. Qui pouvons-nous appeler, et que pouvons-nous dire ?',
  un_government:
    'Les Nations Unies peuvent envoyer au Gouvernement, ou à d’autres responsables, une lettre sur ce qui vous est arrivé. Votre nom et les faits y figureront. Le Gouvernement saura que vous, ou quelqu’un pour vous, avez parlé. Cela peut aider, et cela peut vous mettre en danger. Êtes-vous d’accord ?',
  un_public:
    'Au bout de quelques semaines, les Nations Unies peuvent publier cette lettre avec votre nom, dans des rapports et sur internet. N’importe qui pourra alors la lire, et on ne pourra plus la retirer. Êtes-vous d’accord ?',
  reprisals_report:
    'Chaque année, le Secrétaire général publie un rapport sur des personnes punies pour avoir coopéré avec les Nations Unies. Votre cas pourrait y figurer, avec ou sans votre nom. Le rapport est public et le reste. Comprenez-vous les risques, et êtes-vous d’accord ?',
  appeal_anonymous:
    'Nous voudrions demander publiquement votre protection, sans votre nom et sans rien qui permette de vous reconnaître. Des proches devineront peut-être de qui il s’agit. Êtes-vous d’accord ?',
  appeal_named:
    'Nous voudrions demander publiquement votre protection avec votre nom. Tout le monde pourra le lire, même ceux qui vous menacent, et on ne pourra plus le retirer. Êtes-vous d’accord ?',
  media:
    'Des journalistes nous poseront peut-être des questions sur vous. Nous voudrions leur donner votre nom ou une photo de vous. Ce qu’ils en feront dépend d’eux, et on ne pourra plus le retirer. Êtes-vous d’accord ?',
  diplomatic:
    'Nous voudrions dire à des ambassades ce qui vous est arrivé, pour qu’elles parlent au Gouvernement ou vous rendent visite. Êtes-vous d’accord ?',
  statistics:
    'Nous voudrions compter votre cas dans nos chiffres : combien de personnes, quel type de menace, quel type d’aide. On ne peut y reconnaître personne. Êtes-vous d’accord ?',
  research:
    'Des personnes qui étudient la protection des défenseures et défenseurs peuvent nous demander ce que nous avons appris. Elles le recevraient sans votre nom et sans rien qui permette de vous reconnaître. Êtes-vous d’accord ?',
}

const WORDINGS: Readonly<Record<WordingLanguage, Wordings>> = { en: EN, ar: AR, es: ES, fr: FR }

/** Read with it when these parts are asked for: they are never meant by a scope alone. */
interface PartWords {
  /** Kept apart, for those who treat. */
  readonly medical: string
  /** In what goes out to others than those who treat. */
  readonly medicalTold: string
  readonly emergency: string
}

const PART_WORDS: Readonly<Record<WordingLanguage, PartWords>> = {
  en: {
    medical:
      'It would also hold what concerns your health, of body and mind: illness, medicine, treatment. That is kept apart, and only those who treat you read it. You can leave it out and still get help.',
    medicalTold: 'What concerns your health would be in it as well. You can leave that out.',
    emergency:
      'It would also hold what others need in an emergency: who you are, your doctor, your lawyer, whom to tell. It is opened to them only when you are missing and we cannot reach you.',
  },
  ar: {
    medical:
      'ويشمل ذلك أيضًا ما يخص صحتك، الجسدية والنفسية: المرض والدواء والعلاج. يُحفظ هذا وحده ولا يقرؤه إلا من يتولى علاجك. لك أن ترفض هذا الجزء، وتبقى لك المساعدة.',
    medicalTold: 'وسيكون فيه أيضًا ما يخص صحتك. لك أن ترفض هذا الجزء.',
    emergency:
      'ويشمل ذلك أيضًا ما يلزم غيرنا في الطوارئ: هويتك وطبيبك ومحاميك ومن يجب إبلاغه. لا يُفتح لهم إلا إذا انقطع خبرك ولم نستطع الوصول إليك.',
  },
  es: {
    medical:
      'También incluiría lo que se refiere a su salud física y mental: enfermedades, medicinas, tratamientos. Eso se guarda aparte y solo lo lee quien le atiende. Puede dejarlo fuera y recibir ayuda igualmente.',
    medicalTold: 'También incluiría lo que se refiere a su salud. Puede dejarlo fuera.',
    emergency:
      'También incluiría lo que otros necesitan en una emergencia: quién es usted, quién es su médico, quién le defiende y a quién avisar. Solo se les abre si no sabemos nada de usted y no logramos encontrarle.',
  },
  fr: {
    medical:
      'Il y aurait aussi ce qui touche à votre santé, physique et mentale : maladies, médicaments, soins. C’est gardé à part, et seules les personnes qui vous soignent le lisent. Vous pouvez le refuser et recevoir de l’aide quand même.',
    medicalTold: 'Il y aurait aussi ce qui touche à votre santé. Vous pouvez le refuser.',
    emergency:
      'Il y aurait aussi ce dont d’autres ont besoin en cas d’urgence : qui vous êtes, votre médecin, votre avocat, qui prévenir. Ce n’est ouvert que si nous n’avons plus de nouvelles de vous et que nous n’arrivons pas à vous joindre.',
  },
}

/** Scopes under which the medical part stays with those who treat. */
const TO_WHO_TREATS: ReadonlySet<ConsentScope> = new Set(['record', 'share_named_org'])

/** The text to read, with what the parts need, or '' in a language that has none: then it is typed. */
export const wordingIn = (language: string, scope: ConsentScope, parts: readonly string[] = []): string => {
  if (!isWordingLanguage(language)) return ''
  const { medical, medicalTold, emergency } = PART_WORDS[language]
  const ofParts = [
    ...(parts.includes('medical') ? [TO_WHO_TREATS.has(scope) ? medical : medicalTold] : []),
    ...(parts.includes('emergency') ? [emergency] : []),
  ]
  const words = WORDINGS[language][scope]
  // The question comes last: it is asked about all of it.
  const question = words.lastIndexOf('. ') + 2
  return [words.slice(0, question).trim(), ...ofParts, words.slice(question)].join(' ')
}
