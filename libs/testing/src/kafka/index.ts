/** A real Kafka broker without Docker. Free of decorators and of the test runner: start scripts import it as it is. */
export { type KafkaBroker, type KafkaOptions, startKafka } from './broker.ts';
export { kafkaJars, whyNoKafka } from './jars.ts';
