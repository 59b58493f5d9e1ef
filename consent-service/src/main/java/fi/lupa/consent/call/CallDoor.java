// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Finds a call and who is spoken to. */
@ApplicationScoped
class CallDoor {

    private static final TypeReference<List<RawIdentifier>> PEOPLE = new TypeReference<>() {};

    private final Transactions transactions;
    private final CallRows rows;
    private final Vault vault;
    private final ObjectMapper json;

    CallDoor(Transactions transactions, CallRows rows, Vault vault, ObjectMapper json) {
        this.transactions = transactions;
        this.rows = rows;
        this.vault = vault;
        this.json = json;
    }

    /** A call and who is spoken to. */
    record Found(Call call, List<RawIdentifier> recipient) {

        /** Keeps a copy. */
        Found {
            recipient = List.copyOf(recipient);
        }

        @Override
        public String toString() {
            return "Found[" + call.id() + "]";
        }
    }

    /** Returns a call of the caller's controllers; throws NOT_FOUND, also once the person was erased. */
    Found find(Caller caller, UUID id) {
        return transactions.read(caller.tenant(), () -> {
            Call call = require(caller, id);
            byte[] people = vault.open(caller.tenant(), call.subject(), call.sealed(), SealedUse.CALL + id)
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            return new Found(call, read(people));
        });
    }

    /** Returns it as the active transaction sees it. */
    Call require(Caller caller, UUID id) {
        return rows.find(caller.tenant(), id)
                .filter(found -> caller.controllers().contains(found.controller()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    byte[] seal(OpenSubject subject, UUID id, List<RawIdentifier> recipient) {
        try {
            return subject.key().seal(json.writeValueAsBytes(recipient), SealedUse.CALL + id);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recipient cannot be written", null);
        }
    }

    private List<RawIdentifier> read(byte[] people) {
        try {
            return json.readValue(people, PEOPLE);
        } catch (IOException e) {
            throw new IllegalStateException("a recipient cannot be read", null);
        }
    }

    /** Reads something in a transaction of its own. */
    <T> T read(TenantId tenant, java.util.function.Supplier<T> work) {
        return transactions.read(tenant, work);
    }
}
