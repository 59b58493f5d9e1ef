// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Applies {@link LupaJacksonModule#strict} to the mapper that Quarkus shares. */
@Singleton
final class StrictObjectMapper implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper objectMapper) {
        LupaJacksonModule.strict(objectMapper);
    }

    /** Last of all, so that no default of the framework loosens what is set here. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
