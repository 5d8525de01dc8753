import { buildWeb } from '../../../../tools/start/web-build.ts'

/** Once per run, so that portals that start beside each other find the pages built. */
export default async function prepare(): Promise<void> {
  await buildWeb()
}
