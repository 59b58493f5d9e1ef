#!/usr/bin/env bash
# Creates the topics that are missing, as consent-service asserts them at start. It changes none that is there: the number of partitions is
# fixed for the life of a topic, and a wrong setting is for a human to look at.
set -euo pipefail
# The same variables that the services take, as the file that Kafka's own tool takes. Only the owner reads it; it goes with the pod.
client=/tmp/client.properties
(
  umask 077
  {
    echo "security.protocol=$KAFKA_SECURITY_PROTOCOL"
    echo "sasl.mechanism=$KAFKA_SASL_MECHANISM"
    echo "sasl.jaas.config=$KAFKA_SASL_JAAS_CONFIG"
    if [ -n "${KAFKA_SSL_TRUSTSTORE_CERTIFICATES:-}" ]; then
      printf '%s\n' "$KAFKA_SSL_TRUSTSTORE_CERTIFICATES" >/tmp/ca.pem
      echo "ssl.truststore.type=PEM"
      echo "ssl.truststore.location=/tmp/ca.pem"
    fi
  } >"$client"
)

events='--config cleanup.policy=delete --config retention.ms=2592000000'
states='--config cleanup.policy=compact'
counts='--config cleanup.policy=compact,delete --config retention.ms=2678400000'

topic() { # name, settings
  # The settings are words on purpose.
  # shellcheck disable=SC2086
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config "$client" --create --if-not-exists --topic "$1" \
    --partitions "$LUPA_KAFKA_PARTITIONS" --replication-factor "$REPLICATION" --config min.insync.replicas="$MIN_INSYNC" $2
}

topic "$LUPA_KAFKA_TOPIC_PREFIX".permission-events.v1 "$events"
topic "$LUPA_KAFKA_TOPIC_PREFIX".permission-states.v1 "$states"
topic "$LUPA_KAFKA_TOPIC_PREFIX".suppressions.v1 "$states"
topic "$LUPA_KAFKA_TOPIC_PREFIX".catalogue.v1 "$states"
topic "$LUPA_KAFKA_TOPIC_PREFIX".contacts.v1 "$counts"
topic "$LUPA_KAFKA_TOPIC_PREFIX".decision-events.v1 "$events"
topic "$LUPA_KAFKA_TOPIC_PREFIX".recipient-events.v1 "$events"
