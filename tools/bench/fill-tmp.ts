import { openEnvironment } from './environment.ts'
import { fillTenYears } from './loaded/fill.ts'
const e = await openEnvironment({ profile: false })
try { await fillTenYears(e.superuserUrl, e.say); console.log(e.superuserUrl, e.ownerUrl); await new Promise((r) => process.once('SIGUSR2', r)) } catch (error) { console.log(error) } finally { await e.close() }
