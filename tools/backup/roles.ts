import { ensureGroupRoles } from '@samverkan/prisma/roles'
import pg from 'pg'

/** Whom the database's rights and policies name: put back without them, it would have neither. Its owner is whoever puts it back. */
export async function rolesNamed(portal: pg.Client): Promise<string[]> {
  const { rows } = await portal.query<{ role: string }>(
    `SELECT DISTINCT r.rolname::text AS role FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
     WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype IN ('a', 'r')
       AND (d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) OR (d.classid = 'pg_database'::regclass AND d.objid = (SELECT oid FROM pg_database WHERE datname = current_database())))
       AND r.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database()) ORDER BY 1`,
  )
  return rows.map(({ role }) => role)
}

/** Without passwords: the portal's own log-ins get theirs from the keys when it starts, those of others are not ours to carry. */
export function rolesSql(roles: readonly string[]): string {
  return roles
    .map(
      (role) =>
        `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(role)}) THEN CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN; END IF; END $$;\n`,
    )
    .join('')
}

export async function ensureRolesNamed(owner: pg.Client, roles: readonly string[]): Promise<void> {
  await ensureGroupRoles(owner)
  await owner.query(rolesSql(roles))
}
