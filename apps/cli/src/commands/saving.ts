/** Opening a sealed file in memory and saving it in clear, where somebody asked for it. */
import { arg, must, said, type Argument, type Command } from '../command/command.ts'
import { pick, type pickCase } from '../session/pick.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Casework'

export const save = (
  command: 'case file' | 'alert file',
  what: Argument,
  find: (call: MemberCall) => Promise<{
    readonly where: { space: Awaited<ReturnType<typeof pickCase>> } | { alert: string }
    readonly files: readonly { id: string; name: string }[]
  }>,
): Command =>
  memberCommand(
    {
      name: command,
      group,
      summary: `Open a sealed file of ${what.name === 'case' ? 'a case' : 'an alert'} and save it, in clear`,
      args: [what, arg('file', 'its name or id')],
      options: { out: must('where to save it; must not be there yet', 'FILE') },
      examples: [],
    },
    async (call) => {
      const { where, files } = await find(call)
      const id = pick(
        'file',
        call.given.text('file'),
        files.map((file) => ({ id: file.id, names: [file.name] })),
        `\`pergola ${what.name} show\``,
      )
      const { name, type, content, atRelay } = await call.member.run('openFile', { where, id })
      call.terminal.writeNew(call.given.text('out'), content)
      return said(
        { name, type, bytes: content.length, atRelay },
        `Saved ${content.length} bytes, in clear. Remove it when you are done.\nThe operator of the relay knows it as ${atRelay}.\n`,
      )
    },
  )
