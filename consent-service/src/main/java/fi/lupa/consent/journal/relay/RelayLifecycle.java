// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.RelayWakeUp;
import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Starts relay and write gate with the service and stops them in good order, the lock first, so that another instance goes on at once. */
@ApplicationScoped
class RelayLifecycle {

    private final RelaySettings settings;
    private final GateKeeper gateKeeper;
    private final Relay relay;

    RelayLifecycle(RelaySettings settings, RelayParts parts, WriteGate gate) {
        this.settings = settings;
        this.gateKeeper = new GateKeeper(parts.database(), gate);
        this.relay = new Relay(parts);
    }

    void start(@Observes StartupEvent event) {
        gateKeeper.start();
        if (settings.enabled()) {
            relay.start();
            gateKeeper.awaitDecision(settings.startLimit());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        relay.close();
        gateKeeper.close();
    }

    /** Produces what relay and recovery are made of. */
    @Singleton
    static final class Parts {

        @Produces
        @Singleton
        RelayStatus status() {
            return new RelayStatus();
        }

        @Produces
        @Singleton
        TopicDefinitions topics(KafkaSettings kafka) {
            return new TopicDefinitions(kafka.topicPrefix(), kafka.partitions());
        }

        @Produces
        @Singleton
        RelayDatabase database(RelaySettings settings) {
            RelaySettings.Database database = settings.database();
            return new RelayDatabase(database.url(), database.username(), database.password());
        }

        @Produces
        @Singleton
        SealedIdentifiers vault(Vault vault) {
            return (tenant, subject, wrapped, bytes) ->
                    vault.openWith(wrapped, tenant, subject, bytes, SealedUse.STATE_IDENTIFIERS);
        }

        @Produces
        @Singleton
        BrokerClients broker(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
            return new BrokerClients(kafka);
        }

        @Produces
        @Singleton
        Recovery recovery(
                RelaySettings settings,
                BrokerClients broker,
                TopicDefinitions topics,
                Vault vault,
                Ids ids,
                SecureRandom random) {
            RelaySettings.Database database = settings.database();
            RelayDatabase app = new RelayDatabase(database.url(), database.appUsername(), database.appPassword());
            SubjectRecovery subjects =
                    new SubjectRecovery(app, new VaultKeys(vault), ids, InstantSource.system(), random);
            return new Recovery(database(settings), broker, topics, subjects);
        }
    }

    /** Produces the parts as a whole; in a class of its own because they are made of the others. */
    @Singleton
    static final class Whole {

        private final RelayDatabase database;
        private final TopicDefinitions topics;
        private final SealedIdentifiers vault;
        private final RelayWakeUp wakeUp;
        private final RelayStatus status;
        private final Ids ids;

        Whole(
                RelayDatabase database,
                TopicDefinitions topics,
                SealedIdentifiers vault,
                RelayWakeUp wakeUp,
                RelayStatus status,
                Ids ids) {
            this.database = database;
            this.topics = topics;
            this.vault = vault;
            this.wakeUp = wakeUp;
            this.status = status;
            this.ids = ids;
        }

        @Produces
        @Singleton
        RelayParts parts(BrokerClients broker, KafkaSettings kafka) {
            return new RelayParts(
                    database,
                    broker,
                    topics,
                    new TopicCreation(kafka.createTopics(), kafka.replication()),
                    vault,
                    ids,
                    wakeUp,
                    status);
        }
    }
}
