// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import org.jspecify.annotations.Nullable;

/** What a choice is about: a purpose of a controller, on a channel if the purpose has channels. */
public record ChoiceKey(
        String controller, String purpose, @Nullable Channel channel) {}
