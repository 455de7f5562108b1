/** For `pergola doctor`: can this database be used, and when was it last written? Nothing is changed in it. */
import { checkAddress, type DatabaseAddress } from './address.ts'
import { Database, asNumber } from './database.ts'
import { checkDurable } from './durable.ts'
import { Unusable, codeOf, sayable } from './refusal.ts'

const NO_SUCH_TABLE = '42P01'

/** Unix ms of the newest push, null in an empty log. Throws `Unusable` where a relay could not serve it. */
export const lookAtPostgres = async (address: DatabaseAddress): Promise<number | null> => {
  checkAddress(address.url)
  const db = new Database(address)
  try {
    await checkDurable(db)
    const time = (await db.get('select max(time) as time from push'))?.['time']
    return time === null || time === undefined ? null : asNumber(time)
  } catch (error) {
    if (codeOf(error) === NO_SUCH_TABLE)
      throw new Unusable('There is no relay in this database.', 'Is it the one that the relay was started with?')
    throw sayable(error)
  } finally {
    await db.close()
  }
}
