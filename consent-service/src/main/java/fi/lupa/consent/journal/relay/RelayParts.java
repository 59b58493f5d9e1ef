// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.RelayWakeUp;
import fi.lupa.platform.id.Ids;

/** What a relay is made of. */
record RelayParts(
        RelayDatabase database,
        BrokerClients broker,
        TopicDefinitions topics,
        TopicCreation creation,
        SealedIdentifiers vault,
        Ids ids,
        RelayWakeUp wakeUp,
        RelayStatus status) {}
