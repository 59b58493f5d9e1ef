// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.QuestionDigest;
import fi.lupa.preference.record.Addressees;
import fi.lupa.preference.record.RecordTree;
import fi.lupa.preference.state.ControllerView;
import fi.lupa.preference.state.StateIndex;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the records about an address, whichever client asked. */
@Singleton
class RecordLookup {

    private static final int MOST = 200;
    private static final int KEPT_MONTHS = 13;

    private final StateIndex index;
    private final Addressees addressees;
    private final FiledRecords records;
    private final InstantSource clock;

    RecordLookup(StateIndex index, Addressees addressees, FiledRecords records, InstantSource clock) {
        this.index = index;
        this.addressees = addressees;
        this.records = records;
        this.clock = clock;
    }

    FoundRecords find(Caller caller, LookupRequest request) {
        String controller = required(request.controller(), "/controller");
        RawIdentifier recipient = required(request.recipient(), "/recipient");
        caller.mayActFor(controller);
        Optional<ControllerView> known = index.view()
                .orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE))
                .controller(caller.tenant(), controller);
        if (known.isEmpty()) {
            return new FoundRecords(List.of(), false);
        }
        NormalisedIdentifier identifier = Normalisation.normalise(
                        recipient, known.get().region())
                .fold(form -> form, refusal -> {
                    throw ProblemException.at(ProblemCode.IDENTIFIER_INVALID, "/recipient/value", refusal.name());
                });
        FiledRecords.Span span = span(caller, controller, request);
        List<String> addressees =
                this.addressees.names(caller.tenant(), known.get().domain(), identifier);
        Optional<String> question = Optional.ofNullable(request.question()).map(QuestionDigest::of);
        List<FiledRecords.Filed> found = records.about(addressees, span, question, MOST + 1);
        return new FoundRecords(
                found.stream().limit(MOST).map(RecordLookup::proven).toList(), found.size() > MOST);
    }

    private FiledRecords.Span span(Caller caller, String controller, LookupRequest request) {
        Instant now = clock.instant();
        Instant to = Objects.requireNonNullElse(request.to(), now);
        Instant oldest =
                now.atOffset(ZoneOffset.UTC).minusMonths(KEPT_MONTHS + 1).toInstant();
        Instant from = Objects.requireNonNullElse(request.from(), oldest);
        if (from.isAfter(to)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/from", "AFTER_TO");
        }
        return new FiledRecords.Span(caller.tenant(), controller, from, to);
    }

    private static ProvenRecord proven(FiledRecords.Filed filed) {
        RecordTree tree = filed.tree();
        return new ProvenRecord(
                filed.line(),
                base64(tree.leaf(filed.index())),
                filed.minute(),
                filed.index(),
                tree.size(),
                base64(tree.root()),
                tree.path(filed.index()).stream().map(RecordLookup::base64).toList());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "REQUIRED");
        }
        return value;
    }
}
