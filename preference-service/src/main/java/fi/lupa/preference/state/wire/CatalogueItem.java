// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.Arrangement;
import fi.lupa.preference.decision.domain.ControllerEntry;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Partner;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.state.ControllerView;
import java.util.UUID;

/** What one catalogue entry says, as far as answers rest on it. */
public sealed interface CatalogueItem {

    /** Applies the case that fits. */
    void tell(Cases cases);

    /** One function for each kind of item. */
    interface Cases {

        void controller(Controller item);

        void purpose(PurposeOf item);

        void notice(Notice item);

        void mandate(MandateOf item);

        void arrangement(JointUse item);

        void partner(PartnerOf item);

        void other();
    }

    /** A controller: where its identifiers live, how numbers are read, how old state may be, and what the rules need. */
    record Controller(UUID domain, String region, ControllerView.Limits limits, ControllerEntry entry)
            implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.controller(this);
        }
    }

    /** A purpose of one controller. */
    record PurposeOf(String controller, Purpose purpose) implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.purpose(this);
        }
    }

    /** One version of a notice. */
    record Notice(NoticeVersion version) implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.notice(this);
        }
    }

    /** A mandate of one client. */
    record MandateOf(String processor, Mandate mandate) implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.mandate(this);
        }
    }

    /** An arrangement of joint controllers. */
    record JointUse(Arrangement arrangement) implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.arrangement(this);
        }
    }

    /** A partner of the tenant's controllers. */
    record PartnerOf(String key, Partner partner) implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.partner(this);
        }
    }

    /** A group: no rule of today reads it, because belonging to one permits nothing. */
    record Other() implements CatalogueItem {

        @Override
        public void tell(Cases cases) {
            cases.other();
        }
    }
}
