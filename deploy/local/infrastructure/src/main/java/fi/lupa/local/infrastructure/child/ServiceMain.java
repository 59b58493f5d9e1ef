// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** Runs a packaged Quarkus application that ends with its owner. The application itself knows nothing of it. */
public final class ServiceMain {

    private static final String APPLICATION = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private ServiceMain() {}

    /** Hands over to the application's own main class. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Child.endWithOwner(() -> {});
        Child.ready();
        try {
            Class.forName(APPLICATION).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the application failed", e.getCause());
        }
    }
}
