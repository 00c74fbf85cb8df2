package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.kernel.KernelChoice.Kind;

class KernelChoiceTest {

    @Test
    void decide_withoutWish_isSimdUnlessSomethingIsInTheWay() {
        assertThat(KernelChoice.decide(Optional.empty(), Optional.empty()).kind())
                .isEqualTo(Kind.SIMD);
        assertThat(KernelChoice.decide(Optional.empty(), Optional.of("no vectors")))
                .hasToString("ejml (no vectors)");
    }

    @Test
    void decide_followsTheEnvironment() {
        assertThat(KernelChoice.decide(Optional.of("ejml"), Optional.empty())).hasToString("ejml (SGVAE_KERNEL=ejml)");
        assertThat(KernelChoice.decide(Optional.of("simd"), Optional.of("no vectors")))
                .hasToString("simd (SGVAE_KERNEL=simd)");
    }

    @Test
    void decide_rejectsUnknownKernels() {
        assertThatThrownBy(() -> KernelChoice.decide(Optional.of("blas"), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SGVAE_KERNEL=blas")
                .hasMessageContaining("ejml or simd");
    }

    @ParameterizedTest
    @EnumSource
    void forced_createsThatKind(Kind kind) {
        assertThat(KernelChoice.forced(kind).create().name()).isEqualToIgnoringCase(kind.name());
    }
}
