/**
 * `npm run licences`: the licences of everything that `npm ci --omit=dev` installs, for every system, as the lockfile names
 * them. Exits 1 where one is not allowed, or unknown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Free to use, change and pass on, also in a program that isn't open. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'BSD',
  'Unlicense',
  'Zlib',
  // It asks for changes to its own files, of which there are none.
  'MPL-2.0',
]);

const PackageSchema = z.object({
  version: z.string(),
  dev: z.boolean().default(false),
  license: z.string().optional(),
});
const LockSchema = z.object({ packages: z.record(z.string(), z.unknown()) });

export interface Licence {
  /** With its version. */
  readonly name: string;
  /** As SPDX writes it; null where the package names none. */
  readonly licence: string | null;
  readonly isAllowed: boolean;
}

/** @param lock the text of a package-lock.json */
export function licencesIn(lock: string): readonly Licence[] {
  const { packages } = LockSchema.parse(JSON.parse(lock));
  return Object.entries(packages).flatMap(([path, content]) => {
    // The empty path is this project.
    if (path === '') return [];
    const { version, dev, license } = PackageSchema.parse(content);
    if (dev) return [];
    const name = `${path.split('node_modules/').at(-1)}@${version}`;
    return [{ name, licence: license ?? null, isAllowed: license !== undefined && isAllowed(license) }];
  });
}

/** One of several is enough; of licences that apply together each has to be allowed. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll('(', '').replaceAll(')', '');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())));
}

if (import.meta.main) {
  const all = licencesIn(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));
  const byLicence = Object.groupBy(all, ({ licence }) => licence ?? 'none named');
  for (const [licence, packages = []] of Object.entries(byLicence))
    console.log(`${licence} (${packages.length})\n  ${packages.map(({ name }) => name).join('\n  ')}`);
  const refused = all.filter((each) => !each.isAllowed);
  for (const { name, licence } of refused) console.error(`not allowed: ${name} (${licence ?? 'none named'})`);
  if (refused.length > 0) process.exitCode = 1;
}
