/** What becomes of execs whose instance or server goes away. */
@NullMarked
package dev.lxdgateway.life;

import org.jspecify.annotations.NullMarked;
