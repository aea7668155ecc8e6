/** Under this name positions lie in the database, whatever the group at the broker is called. */
export const CONSUMER = 'facts';

/** Topic under which the position in the raw log is kept; no topic of Kafka is called so. */
export const RAW_LOG_TOPIC = 'http';
