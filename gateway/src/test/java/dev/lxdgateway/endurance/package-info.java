@NullMarked
package dev.lxdgateway.endurance;

import org.jspecify.annotations.NullMarked;
