/// The version of zhangfa.
package let toolVersion = "0.1.0"
