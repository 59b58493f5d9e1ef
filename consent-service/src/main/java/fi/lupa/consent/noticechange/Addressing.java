// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.noticechange.domain.ChangedText;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says whether and where a person is told, in the active transaction. */
@ApplicationScoped
class Addressing {

    private final Suppressions suppressions;

    Addressing(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /**
     * What is to be done.
     *
     * @param address null: nobody is told, for the reason of {@code fate}
     * @param controllers in whose name
     * @param language in which the person read an earlier text; null if that is not known
     */
    record Told(
            Fate fate,
            @Nullable MailAddress address,
            Set<String> controllers,
            @Nullable String language) {

        static Told not(Fate fate) {
            return new Told(fate, null, Set.of(), null);
        }
    }

    Told told(TenantId tenant, OpenSubject subject, ChangedText text) {
        List<Cell> concerned = text.restingOnEarlier(subject.state());
        if (concerned.isEmpty()) {
            return Told.not(Fate.NOT_CONCERNED);
        }
        Set<String> controllers = new TreeSet<>();
        concerned.forEach(cell -> controllers.add(cell.controller()));
        Optional<MailAddress> address = MailAddress.of(subject, concerned);
        if (address.isEmpty()) {
            return Told.not(Fate.NO_ADDRESS);
        }
        boolean spared = controllers.stream()
                .anyMatch(controller -> suppressions.holds(
                        tenant, ListName.own(controller), address.get().keys()));
        return spared
                ? Told.not(Fate.ON_OWN_LIST)
                : new Told(Fate.WAITING, address.get(), controllers, language(subject, concerned));
    }

    /** What the person said of themselves, else what they read. */
    private static @Nullable String language(OpenSubject subject, List<Cell> concerned) {
        return concerned.stream()
                .flatMap(cell -> subject.state().contact(cell.controller()).stream())
                .flatMap(contact -> Optional.ofNullable(contact.language()).stream())
                .findFirst()
                .or(() -> concerned.stream()
                        .flatMap(cell -> Optional.ofNullable(cell.permission()).stream())
                        .flatMap(permission -> Optional.ofNullable(permission.notice()).stream())
                        .map(notice -> notice.language())
                        .findFirst())
                .orElse(null);
    }
}
