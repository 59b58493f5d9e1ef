// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.signal;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iabtcf.decoder.TCString;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an IAB string can prove a consent to storing and reading on a device. The libraries decode; the rules of TCF 2.2 and 2.3 are
 * applied here, for the libraries do not know them.
 */
public final class ConsentStrings {

    private static final int VERSION = 2;
    private static final int POLICY = 4;
    private static final int STORAGE = 1;
    private static final int DISCLOSED_VENDORS = 1;
    private static final int SEGMENT_TYPE_SHIFT = 3;
    private static final int ASKED_AGAIN_AFTER_MONTHS = 13;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** From the day after, a string must be of policy version 4 (TCF 2.2). */
    private static final LocalDate OLD_POLICY_UNTIL = LocalDate.of(2023, 9, 30);

    /** From the day after, a string must say which vendors were disclosed (TCF 2.3). */
    private static final LocalDate UNDISCLOSED_UNTIL = LocalDate.of(2026, 2, 28);

    private ConsentStrings() {}

    /** Returns whether the TC string is valid at this time and consents to storage and access on the device (purpose 1). */
    public static boolean provesStorage(String tcString, Instant at) {
        try {
            TCString read = TCString.decode(tcString);
            return valid(read, tcString, at) && read.getPurposesConsent().contains(STORAGE);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Returns the TC string inside a GPP string, if it has one that can be found; other sections are not read. */
    public static Optional<String> tcStringOf(String gppString) {
        try {
            List<Integer> sections = new GppModel(gppString).getSectionIds();
            int place = sections.indexOf(TcfEuV2.ID);
            return place < 0 ? Optional.empty() : Optional.of(gppString.split("~", -1)[place + 1]);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean valid(TCString read, String text, Instant at) {
        LocalDate made = day(read.getLastUpdated());
        LocalDate asked = day(at);
        boolean policy = read.getTcfPolicyVersion() >= POLICY || !made.isAfter(OLD_POLICY_UNTIL);
        boolean vendors = disclosesVendors(text) || !made.isAfter(UNDISCLOSED_UNTIL);
        boolean inTime = !made.isAfter(asked.plusDays(1))
                && made.plusMonths(ASKED_AGAIN_AFTER_MONTHS).isAfter(asked);
        return read.getVersion() == VERSION && policy && vendors && inTime;
    }

    /** The first three bits of each segment after the core say what it is. */
    private static boolean disclosesVendors(String text) {
        String[] segments = text.split("\\.", -1);
        for (int i = 1; i < segments.length; i++) {
            int first = segments[i].isEmpty() ? -1 : ALPHABET.indexOf(segments[i].charAt(0));
            if (first >= 0 && first >> SEGMENT_TYPE_SHIFT == DISCLOSED_VENDORS) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
