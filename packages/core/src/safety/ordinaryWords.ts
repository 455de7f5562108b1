/**
 * Words that point at nobody wherever they stand: prepositions, pronouns and the like, of four letters and more, in the languages in
 * which plans are written. Nouns are not among them: a mill or a school may be the one that everybody knows.
 */
import { foldText } from '../search/index.ts'

const ENGLISH =
  'about above across after again against along already also always among another around because been before behind below beside between both could down during each either else even ever every everyone from have here however inside into just less more most much must near never none nobody nothing once only onto other others outside over please same shall should since some somebody someone something soon still such than that their them then there these they this those through till together toward towards under until upon very were what when where whether which while whom whose will with within without would your yours'
const FRENCH =
  'ailleurs alors apres aucun aussi autre autres avant avec beaucoup chaque chez comme contre dans depuis derriere dessous dessus deux devant donc elle elles encore entre hors jamais leur leurs mais meme moins notre nous parce parfois pendant personne plus plusieurs pour pres quand quel quelle quelque rien sans sauf selon sont sous souvent toujours tous tout toute toutes tres vers votre vous'
const SPANISH =
  'alguien alguna alguno algunos ambos antes aqui cada casi cerca como contra cual cuando delante dentro desde despues detras donde durante ella ellas ellos entre esta este estos fuera hacia hasta mientras mucho nada nadie ninguno nunca otra otras otro otros para pero porque quien segun siempre sino sobre solo tambien tanto toda todas todo todos tras'
const PORTUGUESE =
  'alguem algum ambos aquela aquele cada como depois desde dentro ele eles enquanto fora mais mesmo muito nunca onde outra outro para pelo perto porque quando quem sempre sobre tambem todo todos'
const RUSSIAN =
  'более будет везде всегда вместе вместо внутри возле вокруг вперед время всех всем всего даже если есть еще затем здесь иногда каждый какой когда который кроме куда между меня может никогда никто нибудь около опять откуда очень перед после потом потому почему против сейчас себя снова сразу также такой теперь того только тоже тогда туда через чтобы этого этой этот'
const SWAHILI =
  'baada bila chini hadi hapa hata huko huku ikiwa juu kabla kama karibu katika kila kisha kutoka kuwa kwamba kwenye lakini mbele nani ndani nyuma pamoja pale sana sasa tena tangu wakati wapi yako yake yangu'
const ARABIC =
  'الآن التي الذي الذين الى إلى أمام أثناء بدون بعد بعدها بين تحت جدا جميع حتى حول حيث حين خارج خلال خلف داخل دون ذلك سوى عبر عدم عند عندما على عليه عليها غير فقط فوق فيها قبل قرب كذلك لأن لدى لكن لماذا ليس متى مثل مع معها منذ منها هذا هذه هناك هنا ولكن'

export const ORDINARY: ReadonlySet<string> = new Set(
  [ENGLISH, FRENCH, SPANISH, PORTUGUESE, RUSSIAN, SWAHILI, ARABIC].flatMap((words) => foldText(words).split(' ')),
)
