// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.history;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Prohibition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What was said by whom and in which order, and what must hold because of it. Written a second time on purpose: it knows nothing of the fold, only what was
 * sent, what was answered, and who had which address when.
 */
final class Promises {

    private static final Set<String> OWN_ACTS = Set.of(
            "WEB_CHECKBOX",
            "WEB_BUTTON",
            "SURVEY_TICK",
            "DOUBLE_OPT_IN_LINK",
            "AUTHENTICATED_SELF_SERVICE",
            "SMS_REPLY",
            "SIGNED_PAPER",
            "RECORDED_CALL",
            "IN_PERSON_WITNESSED");
    private static final Set<String> SHOWS_CONTROL =
            Set.of("DOUBLE_OPT_IN_LINK", "AUTHENTICATED_SELF_SERVICE", "SMS_REPLY", "SIGNED_PAPER", "RECORDED_CALL");
    private static final Set<String> SLOW = Set.of("SIGNED_PAPER", "RECORDED_CALL", "IN_PERSON_WITNESSED");

    private final List<No> nos = new ArrayList<>();
    private final Map<UUID, Yes> yeses = new HashMap<>();
    private final List<Said> objections = new ArrayList<>();
    private final List<Lift> lifts = new ArrayList<>();
    private final Map<String, Integer> listed = new HashMap<>();
    private int step;

    /** One no of an address to a purpose. */
    private record No(int step, String mail, String purpose, Instant at) {}

    /** One yes: how and when, by the client's clock and by ours. */
    private record Yes(int step, String method, Instant at, Instant sent, boolean replayed) {

        Instant effective() {
            return at.isBefore(sent) ? at : sent;
        }

        boolean fresh() {
            return Duration.between(at, sent)
                            .compareTo(SLOW.contains(method) ? Duration.ofDays(30) : Duration.ofDays(3))
                    <= 0;
        }

        /** Whether it stands above what was said against it, before it or after it. */
        boolean above(int saidStep, Instant saidAt) {
            boolean own = OWN_ACTS.contains(method) && !replayed;
            return saidStep < step
                    ? own && fresh() && effective().isAfter(saidAt)
                    : own && effective().isAfter(saidAt.plus(Duration.ofDays(1)));
        }
    }

    /** One objection of an address. */
    private record Said(int step, String mail, UUID id, Instant at) {}

    /** One lift that was taken, and whose addresses were the person's then. */
    private record Lift(int step, UUID id, Set<String> mails) {}

    /** Who has an address now. */
    record Holder(String subject, int ref, PermissionState state) {}

    /** Begins the next thing that happens. */
    void next() {
        step++;
    }

    void no(String mail, String purpose, Instant at) {
        nos.add(new No(step, mail, purpose, at));
    }

    void yes(UUID record, String method, Instant at, boolean replayed) {
        yeses.put(record, new Yes(step, method, at, Instant.now(), replayed));
    }

    void objection(String mail, UUID id, Instant at) {
        objections.add(new Said(step, mail, id, at));
    }

    void lift(UUID id, Set<String> mails) {
        lifts.add(new Lift(step, id, Set.copyOf(mails)));
    }

    void listed(String mail) {
        listed.putIfAbsent(mail, step);
    }

    Set<String> listed() {
        return listed.keySet();
    }

    /** The objections that addresses have made, by the address that made the first of an id. */
    List<Map.Entry<String, UUID>> objectors() {
        return objections.stream()
                .map(said -> Map.entry(said.mail(), said.id()))
                .toList();
    }

    /** Returns what does not hold, for whoever has each address now. */
    List<String> broken(Map<String, Holder> holders) {
        List<String> broken = new ArrayList<>();
        nos.forEach(no -> broken(no, holders).ifPresent(what -> broken.add(what + ": " + no)));
        objections.forEach(said -> broken(said, holders).ifPresent(what -> broken.add(what + ": " + said)));
        holders.forEach((mail, holder) -> holder.state().choices().stream()
                .filter(cell -> Objects.equals(cell.identifier(), holder.ref()))
                .forEach(cell -> broken(mail, cell).ifPresent(what -> broken.add(what + ": " + mail + " " + cell))));
        return broken;
    }

    private Optional<String> broken(No no, Map<String, Holder> holders) {
        Holder holder = holders.get(no.mail());
        if (holder == null) {
            return Optional.of("nobody has the address any more");
        }
        Cell cell = holder.state().cell(new ChoiceKey("kysely", no.purpose(), Channel.EMAIL), holder.ref());
        Prohibition kept = cell.prohibition();
        if (kept == null || kept.at().isBefore(no.at())) {
            return Optional.of("a no is not on record any more");
        }
        Permission permission = cell.permission();
        Yes yes = permission == null ? null : yeses.get(permission.recordId());
        boolean stands = permission != null && (yes == null || !yes.above(no.step(), no.at()));
        return stands ? Optional.of("a yes stands against a no") : Optional.empty();
    }

    private Optional<String> broken(Said said, Map<String, Holder> holders) {
        Holder holder = holders.get(said.mail());
        Optional<Objection> kept =
                holder == null ? Optional.empty() : holder.state().objection(said.id());
        if (kept.isEmpty()) {
            return Optional.of("an objection is not on record any more");
        }
        boolean lifted = lifts.stream()
                .anyMatch(lift -> lift.step() > said.step()
                        && lift.id().equals(said.id())
                        && lift.mails().contains(said.mail()));
        return kept.get().liftedAt() != null && !lifted
                ? Optional.of("an objection was lifted by nobody")
                : Optional.empty();
    }

    /** What a permission must be like, whatever else was said. */
    private Optional<String> broken(String mail, Cell cell) {
        Permission permission = cell.permission();
        Yes yes = permission == null ? null : yeses.get(permission.recordId());
        if (permission == null || yes == null) {
            return Optional.empty();
        }
        if (yes.replayed() || !OWN_ACTS.contains(yes.method())) {
            return Optional.of("what cannot permit permits");
        }
        Integer since = listed.get(mail);
        if (since != null && since < yes.step() && !SHOWS_CONTROL.contains(yes.method())) {
            return Optional.of("who is listed came back by a plain form");
        }
        boolean all = objections.stream()
                .filter(said -> said.mail().equals(mail) && permission.lifts().contains(said.id()))
                .allMatch(said -> yes.above(said.step(), said.at()) && SHOWS_CONTROL.contains(yes.method()));
        return all ? Optional.empty() : Optional.of("an objection was lifted by what does not lift it");
    }
}
