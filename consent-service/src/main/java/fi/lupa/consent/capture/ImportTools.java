// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.CatalogueOfOneMoment;
import fi.lupa.consent.organisation.Organisations;
import fi.lupa.consent.receipt.ReceiptRegister;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/** What the rows of an import are recorded with. */
@ApplicationScoped
class ImportTools {

    private final Catalogue catalogue;
    private final NoticeTokens notices;
    private final ActMemory acts;
    private final FactWriter facts;
    private final Whom whom;
    private final Ids ids;

    ImportTools(Catalogue catalogue, NoticeTokens notices, ActMemory acts, FactWriter facts, Whom whom, Ids ids) {
        this.catalogue = catalogue;
        this.notices = notices;
        this.acts = acts;
        this.facts = facts;
        this.whom = whom;
        this.ids = ids;
    }

    /** Who the rows are about. */
    @ApplicationScoped
    static class Whom {

        private final Subjects subjects;
        private final Suppressions suppressions;
        private final Organisations organisations;
        private final ReceiptRegister receipts;

        Whom(Subjects subjects, Suppressions suppressions, Organisations organisations, ReceiptRegister receipts) {
            this.receipts = receipts;
            this.subjects = subjects;
            this.suppressions = suppressions;
            this.organisations = organisations;
        }

        Subjects subjects() {
            return subjects;
        }

        Suppressions suppressions() {
            return suppressions;
        }

        Organisations organisations() {
            return organisations;
        }

        ReceiptRegister receipts() {
            return receipts;
        }
    }

    /** Reads each entry of the catalogue once for all the rows of a block. */
    Planning planning() {
        Catalogue now = new CatalogueOfOneMoment(catalogue);
        return new Planning(now, new ShownNotices(now, notices));
    }

    ActMemory acts() {
        return acts;
    }

    FactWriter facts() {
        return facts;
    }

    Whom whom() {
        return whom;
    }

    Ids ids() {
        return ids;
    }
}
