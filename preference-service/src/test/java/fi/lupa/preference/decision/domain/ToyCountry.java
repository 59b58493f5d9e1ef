// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Another country, XX, as one more file: a gate of three rows that only its own controllers meet. Nothing of the product changes. */
public final class ToyCountry {

    private static final String ONLY_SHOP = "kauppa-xx";

    private static final Gate XX = new Gate(
            "XX",
            "Toy country",
            List.of(
                    Rule.denies("XX1", ReasonCode.CHANNEL_PROHIBITED)
                            .citing("XX Act 1 §")
                            .stating("Nobody is called in XX.")
                            .when(inquiry -> isThere(inquiry) && inquiry.onAny(Channel.VOICE_HUMAN)),
                    Rule.notes("XX2", ReasonCode.SOFT_OPT_IN_CONDITIONS_NOT_MET)
                            .citing("XX Act 2 §")
                            .stating("Customers in XX are asked first, too.")
                            .when(inquiry -> isThere(inquiry) && inquiry.onAny(Channel.SMS)),
                    Rule.allows("XX3", ReasonCode.LEGITIMATE_INTEREST, LegalBasis.LEGITIMATE_INTEREST)
                            .citing("XX Act 3 §")
                            .stating("Letters go to everybody in XX who has not said no.")
                            .when(inquiry -> isThere(inquiry) && inquiry.onAny(Channel.POST_ADDRESSED))));

    private ToyCountry() {}

    /** Decides by the product's gates with the country's own before those about consent. */
    public static Decision decide(
            Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {
        List<Gate> gates = new ArrayList<>();
        for (Gate gate : Rulebook.GATES) {
            if (gate.letter().equals("H")) {
                gates.add(XX);
            }
            gates.add(gate);
        }
        return Rulebook.decide(new Inquiry(Edition.CURRENT, question, asker, state, catalogue, now), gates);
    }

    private static boolean isThere(Inquiry inquiry) {
        return inquiry.isOwn(ONLY_SHOP);
    }
}
