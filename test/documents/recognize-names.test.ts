import { expect, test } from 'vitest';
import { isCompanyName } from '../../src/documents/recognize-names.ts';

test.each(['Self-employed', 'Self employed', 'Freelance', 'University of Leeds', 'GmbH'])(
  '%s is no company',
  (text) => {
    expect(isCompanyName(text)).toBe(false);
  },
);

test.each(['Harbour Grid', 'Nordlys Energi AS', 'Fjord & Sons'])('%s may be a company', (text) => {
  expect(isCompanyName(text)).toBe(true);
});
