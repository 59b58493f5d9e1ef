// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void isPrefixAnd26Characters_whenRandom() {
        // When
        SubjectId id = SubjectId.random(new SecureRandom());
        // Then
        assertThat(id.toString()).matches("sub_[0-7][0-9A-HJKMNP-TV-Z]{25}");
        assertThat(SubjectId.parse(id.value())).isEqualTo(id);
    }

    @Test
    void showsAll128Bits_whenRandom() {
        // Given
        Random ones = new Random() {
            @Override
            public long nextLong() {
                return -1L;
            }
        };
        // When
        SubjectId id = SubjectId.random(ones);
        // Then
        assertThat(id.value()).isEqualTo("sub_7" + "Z".repeat(25));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sub_",
                "01JD7Q5K3M9E8Z01JD7Q5K3M9E",
                "sub_81JD7Q5K3M9E8Z01JD7Q5K3M9E",
                "sub_01jd7q5k3m9e8z01jd7q5k3m9e",
                "sub_01JD7Q5K3M9E8Z01JD7Q5K3M9U",
                "sub_01JD7Q5K3M9E8Z01JD7Q5K3M9E "
            })
    void refusesWithoutTheText_whenItIsNoSubjectId(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubjectId.parse(text))
                .withMessage("not a subject id");
    }

    @Test
    void isUuidVersion5_whenTenantIsAKey() {
        // When
        TenantId tenant = TenantId.ofKey("survey-vendor");
        // Then: python -c "import uuid; print(uuid.uuid5(uuid.UUID('5b0f4a3e-6c1d-4e0a-9a57-1c8b7d2f6e90'),
        // 'survey-vendor'))"
        assertThat(tenant.toString()).isEqualTo("650ea64a-1b17-5726-abe2-54d7206920e6");
        assertThat(tenant).isNotEqualTo(TenantId.ofKey("telecom-group"));
    }

    @Test
    void isTheUuid_whenTenantIsOne() {
        // Given
        UUID id = UUID.fromString("018f2f3a-1111-7000-8000-0000000000aa");
        // When
        TenantId tenant = TenantId.ofKey(id.toString());
        // Then
        assertThat(tenant.value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a_b",
                "a b",
                "ä",
                "a\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refuses_whenTenantKeyHasAnotherForm(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.ofKey(key))
                .withMessage("not a tenant key");
    }
}
