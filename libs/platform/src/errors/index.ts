export { CORRELATION_HEADER, correlationId, CorrelationModule } from './correlation.ts';
export { DomainError, type ErrorCode, type ErrorDetail } from './domain-error.ts';
export { ErrorFilter, toGraphQLError } from './error.filter.ts';
export { type PublicError, toPublicError } from './public-error.ts';
