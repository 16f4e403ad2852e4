import { describe, expect, test } from 'vitest';
import { classifyError } from '../../src/model/request-error.ts';

const thrown = (fields: object, message = 'message') => Object.assign(new Error(message), fields);

describe('what a library throws', () => {
  test.each([
    [408, 'unreachable', true],
    [409, 'unreachable', true],
    [413, 'too-long', false],
    [418, 'refused', false],
    [425, 'unreachable', true],
    [500, 'unreachable', true],
    [529, 'unreachable', true],
  ] as const)('with status %i', (status, why, again) => {
    expect(classifyError(thrown({ status }))).toEqual({ why, again, after: null, isFree: true, format: null });
  });

  test('tells when to come back, in seconds', () => {
    const headers = (value: string) => thrown({ status: 503, headers: new Headers({ 'retry-after': value }) });
    expect(classifyError(headers('1.5')).after).toBe(1500);
    expect(classifyError(headers('soon')).after).toBeNull();
    expect(classifyError(headers('-1')).after).toBeNull();
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'oops'],
    ['fields of other types', thrown({ status: '500', name: 7 })],
    ['an error of the network', new TypeError('fetch failed')],
  ])('may be anything: %s', (_, error) => {
    expect(classifyError(error)).toEqual({
      why: 'unreachable',
      again: true,
      after: null,
      isFree: false,
      format: null,
    });
  });

  test('is a timeout by its name, or by its words where no server has answered', () => {
    expect(classifyError(new DOMException('stopped', 'TimeoutError')).why).toBe('timeout');
    expect(classifyError(new DOMException('stopped', 'AbortError')).why).toBe('timeout');
    expect(classifyError(new Error('Request timed out.')).why).toBe('timeout');
    expect(classifyError(new Error('AbortError')).why).toBe('timeout');
    expect(classifyError(thrown({ status: 504 }, 'upstream timed out')).why).toBe('unreachable');
  });

  test('may have its name only in its class', () => {
    class LengthFinishReasonError extends Error {}
    class ContentFilterFinishReasonError extends Error {}
    expect(classifyError(new LengthFinishReasonError())).toMatchObject({ why: 'malformed', again: true, format: null });
    expect(classifyError(new ContentFilterFinishReasonError())).toMatchObject({ why: 'refused', again: false });
  });
});
