// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.Set;

/**
 * What the catalogue may say by now without our knowing it, because a record of it could not be read: the newer version may hold
 * a "no", so nothing that rests on an older one is allowed.
 *
 * @param everything the controller itself, an arrangement, or what nobody can tell
 * @param mandates some mandate of the tenant, so a client may be a processor without our knowing it
 * @param purposes keys of the asked controller's purposes
 * @param notices ids of notices of which one version or more is missing
 */
public record Doubts(boolean everything, boolean mandates, Set<String> purposes, Set<String> notices) {

    /** Everything was read. */
    public static final Doubts NONE = new Doubts(false, false, Set.of(), Set.of());

    /** Nobody can tell what was missed. */
    public static final Doubts TOTAL = new Doubts(true, true, Set.of(), Set.of());

    /** Copies the sets. */
    public Doubts {
        purposes = Set.copyOf(purposes);
        notices = Set.copyOf(notices);
    }

    /** Tells whether the question rests on a record that is in doubt; what it rests on by a consent is asked separately. */
    boolean concern(Inquiry inquiry) {
        return everything
                || (mandates
                        && !inquiry.controller()
                                .ownClients()
                                .contains(inquiry.asker().client()))
                || concernsPurpose(inquiry);
    }

    /** A purpose in doubt may be one for profiling by now, and every such purpose has a say in profiling. */
    private boolean concernsPurpose(Inquiry inquiry) {
        return purposes.contains(inquiry.question().purpose()) || (!purposes.isEmpty() && inquiry.profiles());
    }

    /** Tells whether a consent that the person gave for this rests on a notice that is in doubt. */
    boolean concernConsent(Inquiry inquiry) {
        return !notices.isEmpty() && Among.any(Consents.given(inquiry), this::restsOnDoubtedNotice);
    }

    private boolean restsOnDoubtedNotice(Permission permission) {
        Permission.Notice notice = permission.notice();
        return notice != null && notices.contains(notice.id());
    }
}
