// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.IdentifierValue;
import fi.lupa.platform.identifier.PersonalIdentityCode;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListAnswer;
import fi.lupa.preference.answer.ListQuestion;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a list says. Whatever is wrong with it is thrown as a problem that concerns this line alone.
 *
 * @param value in clear; null if {@code sha256} stands for it
 * @param passed columns that are given back as they came
 */
record Row(
        @Nullable IdentifierValue value,
        @Nullable String sha256,
        @Nullable String region,
        @Nullable String ref,
        List<String> passed) {

    private static final int HEX = 64;

    Row {
        passed = List.copyOf(passed);
    }

    /** Asks about the recipient of this line. */
    ListAnswer ask(ListQuestion question) {
        if ((value == null) == (sha256 == null)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/value", "ONE_OF_VALUE_AND_SHA256");
        }
        refuseIdentityCodes();
        return value == null ? question.about(hash()) : question.about(raw(question.type(), value));
    }

    private RawIdentifier raw(IdentifierType type, IdentifierValue given) {
        try {
            return RawIdentifier.of(type, given, region);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/value", "WRONG_TYPE");
        }
    }

    private byte[] hash() {
        String hex = sha256 == null ? "" : sha256.trim();
        try {
            if (hex.length() == HEX) {
                return HexFormat.of().parseHex(hex);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw ProblemException.at(ProblemCode.INVALID_VALUE, "/sha256", "NOT_A_SHA256");
    }

    private void refuseIdentityCodes() {
        boolean found = (ref != null && PersonalIdentityCode.isIn(ref))
                || passed.stream().anyMatch(PersonalIdentityCode::isIn);
        if (found) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_NOT_ACCEPTED, "/ref", "PERSONAL_IDENTITY_CODE");
        }
    }

    @Override
    public String toString() {
        return "Row[…]";
    }
}
