import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { invalid } from '../problems/validation.js';
import { issue } from '../../../../domain/messages/index.js';

/** Sends the headers of a response of server-sent events. The caller writes the events and ends it. */
export function openEventStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  return reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
}

const EVENT_NUMBER = /^\d{1,9}$/;

/** Documents the header that `eventNumber` reads. */
export const LastEventNumber = () =>
  ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    schema: { type: 'integer', minimum: 0, maximum: 999_999_999 },
  });

/** Parses Last-Event-ID where event ids are numbers. @throws {DubanError} VALIDATION_FAILED */
export function eventNumber(last: string): number {
  if (EVENT_NUMBER.test(last)) return Number(last);
  throw invalid(issue('Last-Event-ID', 'fields.eventId'));
}
