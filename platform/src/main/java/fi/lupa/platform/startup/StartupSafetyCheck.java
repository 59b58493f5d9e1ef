// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Stops a production start whose configuration is known to be unsafe, and names every reason at once. */
@Singleton
public final class StartupSafetyCheck {

    private final Config config;

    StartupSafetyCheck(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (!ConfigUtils.isProfileActive("prod")) {
            return;
        }
        List<String> failures = SafetyChecks.failures(new MicroProfileView(config));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Refused to start: " + String.join("; ", failures) + ".");
        }
    }

    private record MicroProfileView(Config config) implements ConfigView {

        @Override
        public Optional<String> value(String key) {
            return config.getOptionalValue(key, String.class);
        }

        @Override
        public Iterable<String> names() {
            return config.getPropertyNames();
        }

        @Override
        public String zone() {
            return ZoneId.systemDefault().getId();
        }
    }
}
