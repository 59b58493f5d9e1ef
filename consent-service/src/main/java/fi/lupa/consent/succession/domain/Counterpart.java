// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession.domain;

import fi.lupa.consent.permission.domain.Category;
import org.jspecify.annotations.Nullable;

/**
 * What the successor has in place of a purpose.
 *
 * @param category what the purpose is at the controller; null: it is not known any more
 * @param same whether the successor has a purpose of the same key and category
 */
public record Counterpart(@Nullable Category category, boolean same) {}
