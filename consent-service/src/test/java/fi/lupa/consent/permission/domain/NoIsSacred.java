// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The promises about a "no", checked against the list of facts; the methods' classes are written out here a second time on purpose. */
final class NoIsSacred {

    private static final Set<CaptureMethod> OWN_ACTS = EnumSet.of(
            CaptureMethod.WEB_CHECKBOX,
            CaptureMethod.WEB_BUTTON,
            CaptureMethod.SURVEY_TICK,
            CaptureMethod.CMP_BANNER,
            CaptureMethod.DOUBLE_OPT_IN_LINK,
            CaptureMethod.AUTHENTICATED_SELF_SERVICE,
            CaptureMethod.SMS_REPLY,
            CaptureMethod.SIGNED_PAPER,
            CaptureMethod.RECORDED_CALL,
            CaptureMethod.IN_PERSON_WITNESSED);
    private static final Set<CaptureMethod> SHOWS_CONTROL = EnumSet.of(
            CaptureMethod.DOUBLE_OPT_IN_LINK,
            CaptureMethod.AUTHENTICATED_SELF_SERVICE,
            CaptureMethod.SMS_REPLY,
            CaptureMethod.SIGNED_PAPER,
            CaptureMethod.RECORDED_CALL);
    private static final Set<CaptureMethod> SLOW =
            EnumSet.of(CaptureMethod.SIGNED_PAPER, CaptureMethod.RECORDED_CALL, CaptureMethod.IN_PERSON_WITNESSED);

    private final List<PermissionFact> history;
    private final List<String> broken = new ArrayList<>();

    NoIsSacred(List<PermissionFact> history) {
        this.history = List.copyOf(history);
    }

    List<String> broken(PermissionState before, PermissionState after) {
        require(after.revision() == before.revision() + 1, "the revision grows by one");
        PermissionFact last = history.get(history.size() - 1);
        if (last instanceof Given given
                && given.act().replayed()
                && given.act().defect().isEmpty()) {
            require(after.choices().equals(before.choices()), "a replay changes nothing");
        }
        importRaisesNothing(after);
        objectionsRemain(after);
        prohibitionsRemain(after);
        after.choices().forEach(cell -> permissionRests(after, cell));
        return broken;
    }

    /** An import gives nothing where anybody ever said no to the same choice, for whichever identifier, lifted or not, whatever the dates. */
    private void importRaisesNothing(PermissionState after) {
        PermissionFact last = history.get(history.size() - 1);
        if (last instanceof Given given && given.act().method().imported()) {
            boolean refused = history.stream()
                    .anyMatch(fact ->
                            fact instanceof Prohibited said && said.key().equals(given.key()));
            Permission stands = after.cell(given.key(), given.identifier()).permission();
            boolean raised = stands != null && stands.recordId().equals(given.recordId());
            require(!(refused && raised), "an import never stands where a no is on record");
        }
    }

    private void objectionsRemain(PermissionState state) {
        for (PermissionFact fact : history) {
            if (fact instanceof Objected objected) {
                Objection said = objected.objection();
                Objection kept = state.objection(said.id()).orElseThrow();
                boolean lifted = history.stream()
                        .anyMatch(other -> other instanceof Lifted lift
                                && lift.objectionId().equals(said.id())
                                && lifts(lift.act(), said.at())
                                && SHOWS_CONTROL.contains(lift.act().method()));
                require(kept.liftedAt() == null || lifted, "an objection is lifted by a qualifying act only");
            }
        }
    }

    private void prohibitionsRemain(PermissionState state) {
        for (PermissionFact fact : history) {
            if (fact instanceof Prohibited said) {
                boolean all = said.identifiers().isEmpty();
                List<Cell> cells = all
                        ? List.of(state.cell(said.key(), null))
                        : said.identifiers().stream()
                                .map(i -> state.cell(said.key(), i))
                                .toList();
                cells.forEach(cell -> {
                    Prohibition kept = cell.prohibition();
                    require(kept != null && !kept.at().isBefore(said.act().at()), "a prohibition stays on record");
                });
            }
        }
    }

    private void permissionRests(PermissionState state, Cell cell) {
        Permission permission = cell.permission();
        if (permission == null) {
            return;
        }
        int recorded = indexOf(permission.recordId());
        Given given = (Given) history.get(recorded);
        require(!given.act().replayed(), "a replay is never a permission");
        Instant listedAt = given.listedAt();
        if (listedAt != null) {
            require(
                    lifts(given.act(), listedAt)
                            && SHOWS_CONTROL.contains(given.act().method()),
                    "who is listed comes back by a later act that shows control alone");
        }
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof Prohibited said && applies(said, cell)) {
                require(restsOn(given.act(), said.act().at(), i < recorded), "a permission stands against a no");
            }
        }
        boolean over = history.stream()
                .anyMatch(fact -> fact instanceof Expired end && end.recordId().equals(permission.recordId()));
        require(permission.expiredAt() != null || !over, "what has expired stays expired");
        permission.lifts().forEach(id -> liftRests(state, given, id, recorded));
    }

    private void liftRests(PermissionState state, Given given, UUID id, int recorded) {
        Objection objection = state.objection(id).orElseThrow();
        boolean earlier = false;
        for (int i = 0; i < recorded; i++) {
            earlier |= history.get(i) instanceof Objected said
                    && said.objection().id().equals(id);
        }
        require(restsOn(given.act(), objection.at(), earlier), "an objection is lifted by a later own act");
        require(SHOWS_CONTROL.contains(given.act().method()), "an objection is lifted by who controls the address");
    }

    private static boolean restsOn(Act act, Instant prohibitedAt, boolean prohibitedFirst) {
        return prohibitedFirst
                ? lifts(act, prohibitedAt)
                : OWN_ACTS.contains(act.method()) && earliest(act).isAfter(prohibitedAt.plus(Duration.ofDays(1)));
    }

    private static boolean lifts(Act act, Instant prohibitedAt) {
        Duration fresh = SLOW.contains(act.method()) ? Duration.ofDays(30) : Duration.ofDays(3);
        return OWN_ACTS.contains(act.method())
                && !act.replayed()
                && act.actor() != Actor.SYSTEM
                && earliest(act).isAfter(prohibitedAt)
                && Duration.between(act.at(), act.recordedAt()).compareTo(fresh) <= 0;
    }

    private static Instant earliest(Act act) {
        return act.at().isBefore(act.recordedAt()) ? act.at() : act.recordedAt();
    }

    private static boolean applies(Prohibited said, Cell cell) {
        return said.key().equals(cell.key())
                && (said.identifiers().isEmpty() || said.identifiers().contains(cell.identifier()));
    }

    private int indexOf(UUID recordId) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof Given given && given.recordId().equals(recordId)) {
                return i;
            }
        }
        throw new AssertionError("a permission without a record");
    }

    private void require(boolean holds, String promise) {
        if (!holds) {
            broken.add(promise);
        }
    }
}
