/** What a failed request to Discord means for what was to be sent. */
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';

/**
 * `gone`: nothing more can be sent there. `refused`: this one will never be taken. `later`: the network or Discord, and the
 * same again may work. `unknown`: a fault of the program, as far as one can tell.
 */
export type Failure = { readonly kind: 'gone' | 'refused' | 'later' | 'unknown'; readonly why: string };

/** No mutual server, which discord.js has no name for. */
const NO_MUTUAL_SERVER = 50_278;

const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.ThreadLocked,
  NO_MUTUAL_SERVER,
]);

export function failureOf(error: unknown): Failure {
  if (error instanceof DiscordAPIError) {
    const why = `${error.status}, code ${error.code}`;
    if (GONE.has(error.code)) return { kind: 'gone', why };
    // A token that was taken back may be put right; all else that Discord refuses it would refuse again.
    return { kind: error.status === 401 || error.status >= 500 ? 'later' : 'refused', why };
  }
  if (error instanceof HTTPError) return { kind: 'later', why: `status ${error.status}` };
  // What the network does has a code.
  if (error instanceof Error && 'code' in error) return { kind: 'later', why: String(error.code) };
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
}

/** Whether Discord has taken this interaction as answered, or its moment has passed: the person's wish stands all the same. */
export function isTooLate(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownInteraction ||
      error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged ||
      error.code === RESTJSONErrorCodes.UnknownMessage ||
      error.code === RESTJSONErrorCodes.UnknownWebhook ||
      error.code === RESTJSONErrorCodes.InvalidWebhookToken)
  );
}
