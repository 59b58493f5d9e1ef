// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import org.jspecify.annotations.Nullable;

/** Who a controller is and how it is reached, as it wants people to be told. */
public record ControllerContact(
        String key,
        String legalName,
        @Nullable String address,
        @Nullable String contact,
        @Nullable String dpoContact) {}
