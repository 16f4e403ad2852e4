/** Discord's errors, with its codes and messages. */

export class Problem extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: unknown;

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const unauthorized = () => new Problem(401, 0, '401: Unauthorized');
export const unknownChannel = () => new Problem(404, 10_003, 'Unknown Channel');
export const unknownGuild = () => new Problem(404, 10_004, 'Unknown Guild');
export const unknownMessage = () => new Problem(404, 10_008, 'Unknown Message');
export const unknownUser = () => new Problem(404, 10_013, 'Unknown User');
export const unknownWebhook = () => new Problem(404, 10_015, 'Unknown Webhook');
export const unknownInteraction = () => new Problem(404, 10_062, 'Unknown interaction');
export const unknownCommand = () => new Problem(404, 10_063, 'Unknown application command');
export const alreadyAcknowledged = () => new Problem(400, 40_060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new Problem(403, 50_001, 'Missing Access');
export const cannotEditOthers = () => new Problem(403, 50_005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new Problem(400, 50_006, 'Cannot send an empty message');
export const directMessagesClosed = () => new Problem(403, 50_007, 'Cannot send messages to this user');
export const missingPermissions = () => new Problem(403, 50_013, 'Missing Permissions');
export const wrongChannelType = () => new Problem(400, 50_024, 'Cannot execute action on this channel type');
export const invalidWebhookToken = () => new Problem(401, 50_027, 'Invalid Webhook Token');

/** @param path of the field in the body, such as `content` */
export function invalidForm(path: string, code: string, message: string): Problem {
  const errors = path
    .split('.')
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), { _errors: [{ code, message }] });
  return new Problem(400, 50_035, 'Invalid Form Body', errors);
}
