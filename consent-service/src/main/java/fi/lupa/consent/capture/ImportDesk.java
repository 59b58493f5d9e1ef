// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Records rows of an import, all of a block in one transaction. Every rule of a capture holds; beyond them an import gives nothing where any no of
 * that scope is on record, lifted or not and whatever its date, and nothing to somebody who was erased.
 */
@ApplicationScoped
public class ImportDesk {

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final Entrance entrance;
    private final ImportTools tools;

    ImportDesk(Transactions transactions, Catalogue catalogue, Entrance entrance, ImportTools tools) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.entrance = entrance;
        this.tools = tools;
    }

    /** What belongs into the transaction of the rows: {@code begin} may refuse it by throwing, {@code end} is told what came of each row. */
    public interface Inside {

        /** Is called when the locks are held and nothing is written yet. */
        void begin();

        /** Is called when all is decided and nothing of it is stored yet. */
        void end(List<ImportedLine> lines);
    }

    /** Records the rows and returns what became of each; throws CONTROLLER_UNKNOWN, CALLER_NOT_AUTHORISED or VERSION_CONFLICT. */
    public List<ImportedLine> record(Caller caller, String controllerKey, List<ImportedRow> rows, Inside inside) {
        return run(caller, controllerKey, rows, inside);
    }

    /** Returns what would become of the rows, and keeps nothing. */
    public List<ImportedLine> judge(Caller caller, String controllerKey, List<ImportedRow> rows) {
        try {
            return run(caller, controllerKey, rows, new Inside() {
                @Override
                public void begin() {}

                @Override
                public void end(List<ImportedLine> lines) {
                    throw new OnlyJudgedException(lines);
                }
            });
        } catch (OnlyJudgedException judged) {
            return judged.lines;
        }
    }

    private List<ImportedLine> run(Caller caller, String controllerKey, List<ImportedRow> rows, Inside inside) {
        Controller controller = entrance.controller(caller, controllerKey);
        List<ImportedLine> refused = new ArrayList<>();
        Map<ImportedRow, Recipient> readable = new LinkedHashMap<>();
        for (ImportedRow row : rows) {
            refusedOr(
                    row,
                    refused,
                    read -> readable.put(
                            read, entrance.recipient(controller, List.of(new ImportedWords(read).identifier()))));
        }
        while (true) {
            try {
                return all(caller, controller, readable, refused, inside);
            } catch (ImportedActs.TooLargeException e) {
                e.lines().forEach(line -> refused.add(invalid(line, ProblemCode.PAYLOAD_TOO_LARGE)));
                readable.keySet().removeIf(row -> e.lines().contains(row.line()));
            }
        }
    }

    private List<ImportedLine> all(
            Caller caller,
            Controller controller,
            Map<ImportedRow, Recipient> readable,
            List<ImportedLine> refused,
            Inside inside) {
        Set<IdentifierKey> keys = new HashSet<>();
        readable.values().forEach(recipient -> keys.addAll(recipient.keys()));
        CaptureScope scope = CaptureScope.of(caller.tenant(), controller.identityDomain(), keys);
        return transactions.capture(scope, context -> {
            requireUnmoved(context, controller);
            List<ImportedLine> done = new ArrayList<>(refused);
            inside.begin();
            ImportedActs acts = new ImportedActs(tools, context, caller, controller, keys);
            readable.forEach((row, recipient) ->
                    refusedOr(row, done, read -> acts.plan(read, recipient).ifPresent(done::add)));
            done.addAll(acts.record());
            done.sort((one, other) -> Integer.compare(one.line(), other.line()));
            inside.end(done);
            acts.close();
            return done;
        });
    }

    private static void refusedOr(ImportedRow row, List<ImportedLine> lines, Consumer<ImportedRow> work) {
        try {
            work.accept(row);
        } catch (ProblemException refused) {
            if (refused.code().status() >= ProblemCode.INTERNAL.status()) {
                throw refused;
            }
            lines.add(invalid(row.line(), refused.code()));
        }
    }

    private static ImportedLine invalid(int line, ProblemCode code) {
        return new ImportedLine(line, ImportedLine.Result.INVALID, code.name());
    }

    private void requireUnmoved(CaptureContext context, Controller controller) {
        boolean same = catalogue
                .controller(context.tenant(), controller.key())
                .filter(now -> now.identityDomain().equals(controller.identityDomain())
                        && Objects.equals(now.closesAt(), controller.closesAt()))
                .isPresent();
        if (!same) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
    }

    /** Ends a transaction that was only tried. */
    private static final class OnlyJudgedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<ImportedLine> lines;

        OnlyJudgedException(List<ImportedLine> lines) {
            super("only judged", null, false, false);
            this.lines = List.copyOf(lines);
        }
    }
}
