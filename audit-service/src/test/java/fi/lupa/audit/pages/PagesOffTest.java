// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service without pages tells whoever looks for them, and nobody else. */
class PagesOffTest {

    @Test
    void saysHowToHavePages_inTheReadersLanguage() {
        // Given
        PagesOff off = new PagesOff(new Config(false));

        // When
        Response answer = Objects.requireNonNull(off.say(request("/pages/person", "fi")));

        // Then
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getMediaType().toString()).startsWith("text/html");
        assertThat(answer.getHeaderString("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.getEntity().toString())
                .contains("<html lang=\"fi\">", "lupa.audit.pages.enabled=true", "eivät ole käytössä");
    }

    @Test
    void saysNothing_whereThereArePages_orWhereNoneIsAskedFor() {
        assertThat(new PagesOff(new Config(true)).say(request("/pages", "en"))).isNull();
        assertThat(new PagesOff(new Config(false)).say(request("/v1/logs", "en")))
                .isNull();
    }

    private static ContainerRequestContext request(String path, String language) {
        UriInfo uri = as(UriInfo.class, URI.create("http://127.0.0.1:8083" + path), "getRequestUri");
        return (ContainerRequestContext) Proxy.newProxyInstance(
                PagesOffTest.class.getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, method, arguments) -> method.getName().equals("getUriInfo") ? uri : language);
    }

    private static <T> T as(Class<T> type, Object answer, String only) {
        return type.cast(Proxy.newProxyInstance(
                PagesOffTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo(only);
                    return answer;
                }));
    }

    private record Config(boolean enabled) implements PagesConfig {

        @Override
        public String clientId() {
            return "audit-pages";
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> sessionSecret() {
            return Optional.empty();
        }

        @Override
        public boolean httpsOnly() {
            return true;
        }
    }
}
