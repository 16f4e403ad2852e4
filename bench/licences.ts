/**
 * `npm run licences`: checks the licences in the lockfile of everything that `npm ci --omit=dev` installs on any
 * system. Exits 1 if one is not allowed or unknown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Licences that allow use, change and distribution, also in closed software. */
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
  // Requires only changes to its own files to be published, and there are none.
  'MPL-2.0',
  // Of a word list. Only a changed list would have to be published under it, and this one is used unchanged.
  'CC BY-SA 4.0',
]);

const PackageSchema = z.object({
  version: z.string(),
  dev: z.boolean().default(false),
  license: z.string().optional(),
});
const LockSchema = z.object({ packages: z.record(z.string(), z.unknown()) });

export interface Licence {
  /** Name and version. */
  readonly name: string;
  /** SPDX expression, or null if the package has none. */
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

/** For OR one allowed licence is enough, for AND every licence must be allowed. */
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
